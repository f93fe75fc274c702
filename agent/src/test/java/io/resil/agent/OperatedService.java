package io.resil.agent;

import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.breaker.OriginWatches;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Origin;
import io.resil.agent.call.PlannedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.VirtualTime;
import io.resil.agent.jmx.AgentView;
import io.resil.agent.jmx.Registration;
import io.resil.agent.log.CallLog;
import io.resil.agent.log.Level;
import io.resil.agent.log.Log;
import io.resil.agent.log.LogTarget;
import io.resil.agent.route.Mode;
import io.resil.agent.route.Parts;
import io.resil.agent.route.RouteTable;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.route.UrlPattern;
import io.resil.agent.stats.AgentSnapshot;
import io.resil.agent.stats.Decision;
import io.resil.agent.stats.Decisions;
import io.resil.agent.timeout.Limit;
import io.resil.agent.timeout.TimeoutSettings;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A service with everything that watches it, as in production but for time, which is virtual. */
final class OperatedService {

    static final Duration RECOVERY = Duration.ofSeconds(60);

    final VirtualTime time =
            new VirtualTime(Long.MAX_VALUE - Duration.ofMinutes(90).toNanos());
    final List<String> lines = new ArrayList<>();
    final Decisions decisions = new Decisions(() -> 0);
    final ServiceWatch watch;
    final BreakerControl control;

    /** What wall clocks do; no fact depends on it. */
    long wallMillis = 1_000_000;

    private final Parts parts;
    private RouteTable routes;

    OperatedService(Mode mode, boolean perOrigin) {
        Log log = new Log(Level.INFO, new Recorder());
        Registration registration = new Registration(new NoAgent(), (place, fault) -> {
            throw new AssertionError(place, fault);
        });
        CallLog callLog = new CallLog(log, "Chroma Server", 1);
        watch = new ServiceWatch("chroma", callLog, registration, decisions, time, time, () -> wallMillis);
        StatusSet failures = StatusSet.NONE.withRange(500, 599);
        parts = new VirtualParts(watch, callLog);
        routes = new RouteTable(
                List.of(new ServiceSettings(
                        "chroma",
                        "Chroma Server",
                        List.of(UrlPattern.parse("http://chroma"), UrlPattern.parse("http://chroma-2")),
                        mode,
                        new TimeoutSettings(Limit.NONE, Limit.NONE, Limit.NONE, Limit.NONE),
                        null,
                        new BreakerSettings(
                                2,
                                RECOVERY.toNanos(),
                                Duration.ofSeconds(30).toNanos(),
                                failures,
                                null,
                                null,
                                0,
                                perOrigin,
                                false),
                        null)),
                parts);
        control = new BreakerControl(routes.services().get(0), watch, wallMillis);
        watch.operatedBy(control);
    }

    /** By a configuration that says the same again. */
    void reload() {
        RouteTable next = new RouteTable(List.of(routes.services().get(0).settings()), parts, routes);
        control.follow(next.services().get(0));
        routes = next;
    }

    /** Calls it; a rejected call sends nothing. */
    void calls(int times, int status) {
        callsAt("chroma", times, status);
    }

    void callsAt(String host, int times, int status) {
        for (int i = 0; i < times; i++) {
            HttpCall call = new PlannedCall("GET") {
                @Override
                public Origin origin() {
                    return Origin.of("http", host, 80);
                }
            }.plan(PlannedCall.answered(status));
            Objects.requireNonNull(routes.match("http", "chroma", -1, "/"))
                    .chain()
                    .run(call);
        }
    }

    /** Those about a breaker that stays open. */
    List<String> reminders() {
        return lines.stream().filter(line -> line.matches(".* for \\d+h.*")).collect(Collectors.toList());
    }

    List<String> decided() {
        List<String> decided = new ArrayList<>();
        for (Decision each : decisions.latest()) {
            decided.add((each.origin.isEmpty() ? "" : each.origin + ": ") + each.what + " (" + each.why + ")");
        }
        return decided;
    }

    double secondsIn(String state) {
        return control.snapshot().counts.secondsInState.get(state);
    }

    private final class Recorder implements LogTarget {
        @Override
        public boolean isEnabled(Level level, String logger) {
            return true;
        }

        @Override
        public void write(Level level, String logger, String message, @Nullable Throwable thrown) {
            lines.add(level + " " + message);
        }
    }

    private static final class NoAgent implements AgentView {
        @Override
        public AgentSnapshot snapshot() {
            throw new AssertionError("nobody asks");
        }

        @Override
        public String explain(String method, String url) {
            throw new AssertionError("nobody asks");
        }
    }

    private final class VirtualParts implements Parts {
        private final ServiceWatch watcher;
        private final CallLog callLog;

        VirtualParts(ServiceWatch watcher, CallLog callLog) {
            this.watcher = watcher;
            this.callLog = callLog;
        }

        @Override
        public Parts whileObserving() {
            return new VirtualParts(watch.whileObserving(), callLog.whileObserving());
        }

        @Override
        public Ticker ticker() {
            return time;
        }

        @Override
        public LongSupplier wallMillis() {
            return () -> wallMillis;
        }

        @Override
        public Timers timers() {
            return time;
        }

        @Override
        public DoubleSupplier random() {
            return () -> 0.5;
        }

        @Override
        public CallListener callListener(ServiceSettings service) {
            return watcher.calls(callLog);
        }

        @Override
        public BreakerListener breakerListener(ServiceSettings service) {
            return watcher;
        }

        @Override
        public OriginWatches originWatches(ServiceSettings service) {
            return watcher;
        }

        @Override
        public TokenSource tokens(ServiceSettings service, TokenSettings token) {
            throw new AssertionError("it has none");
        }
    }
}
