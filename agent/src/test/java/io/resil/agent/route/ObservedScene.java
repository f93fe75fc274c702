package io.resil.agent.route;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.breaker.BreakerSnapshot;
import io.resil.agent.breaker.OriginWatch;
import io.resil.agent.breaker.OriginWatches;
import io.resil.agent.breaker.Transition;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Target;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.VirtualTime;
import io.resil.agent.fallback.FallbackSettings;
import io.resil.agent.retry.BudgetSettings;
import io.resil.agent.retry.RetrySettings;
import io.resil.agent.stats.CallCounts;
import io.resil.agent.stats.ObservedCounts;
import io.resil.agent.stats.ServiceStats;
import io.resil.agent.timeout.Limit;
import io.resil.agent.timeout.TimeoutSettings;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** A service that is observed, in virtual time; its settings are set before the first call. */
final class ObservedScene {

    static final Duration SHORT = Duration.ofMillis(100);
    static final String HOST = "chroma";

    final VirtualTime time = new VirtualTime(-1);
    final ServiceStats stats = new ServiceStats(() -> 1_000);

    /** Transitions, and origins that come and go; of the shadow with a question mark. */
    final List<String> heard = new ArrayList<>();

    Mode mode = Mode.OBSERVE;
    Limit timeout = Limit.configured(seconds(10));
    Limit connectTimeout = Limit.configured(seconds(3));
    Limit deadline = Limit.configured(seconds(30));
    int maxRetries = 3;
    BudgetSettings budget;
    boolean breaks = true;
    boolean perOrigin;
    int maxConcurrent;
    FallbackSettings fallback;

    private Service service;
    private RouteTable routes;

    static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private ServiceSettings settings() {
        StatusSet failures = StatusSet.NONE.withRange(500, 599);
        RetrySettings retry = new RetrySettings(
                maxRetries,
                seconds(1),
                2,
                seconds(30),
                0.2,
                StatusSet.of(429, 502, 503, 504),
                Set.of("GET", "PUT"),
                Set.of("GET"),
                false,
                seconds(5),
                50,
                budget);
        return new ServiceSettings(
                HOST,
                "Chroma Server",
                List.of(UrlPattern.parse("http://" + HOST)),
                mode,
                new TimeoutSettings(timeout, connectTimeout, Limit.configured(seconds(7)), deadline),
                maxRetries == 0 ? null : retry,
                breaks
                        ? new BreakerSettings(5, seconds(60), seconds(30), failures, null, null, 0, perOrigin, false)
                        : null,
                TokenSettings.ofValue("X-INTERNAL-TOKEN", "s3cret"),
                maxConcurrent,
                fallback);
    }

    Service service() {
        if (service == null) {
            routes = new RouteTable(List.of(settings()), new Watchers(""));
            service = routes.services().get(0);
        }
        return service;
    }

    /** What a call that starts now gets. */
    Target target() {
        service();
        return routes.match("http", HOST, -1, "/query");
    }

    Breaker breaker() {
        return Objects.requireNonNull(service().breaker());
    }

    BreakerSnapshot shown() {
        return breaker().snapshot();
    }

    StagedCall call() {
        return new StagedCall(time).eachLasting(SHORT);
    }

    /** Makes the call, in whatever mode the service is. */
    StagedCall run(StagedCall call) {
        call.run(target().chain());
        return call;
    }

    void times(int n, StagedCall... calls) {
        for (int i = 0; i < n; i++) {
            for (StagedCall each : calls) {
                run(each);
            }
        }
    }

    CallCounts counts() {
        return stats.counts();
    }

    ObservedCounts observed() {
        return stats.counts().observed;
    }

    private final class Watchers implements Parts {

        private final String mark;

        Watchers(String mark) {
            this.mark = mark;
        }

        @Override
        public DoubleSupplier random() {
            return () -> 0.5;
        }

        @Override
        public Parts whileObserving() {
            return new Watchers("?");
        }

        @Override
        public Ticker ticker() {
            return time;
        }

        @Override
        public LongSupplier wallMillis() {
            return () -> 1_000;
        }

        @Override
        public Timers timers() {
            return time;
        }

        @Override
        public CallListener callListener(ServiceSettings any) {
            return stats;
        }

        @Override
        public BreakerListener breakerListener(ServiceSettings any) {
            return transition -> heard.add(transition.to + mark);
        }

        @Override
        public OriginWatches originWatches(ServiceSettings any) {
            return origin -> new OriginWatch() {
                @Override
                public void transitioned(Transition transition) {
                    heard.add(origin + " " + transition.to + mark);
                }

                @Override
                public void came(Breaker breaker) {
                    heard.add("+" + origin + mark);
                }

                @Override
                public void gone() {
                    heard.add("-" + origin + mark);
                }
            };
        }

        @Override
        public TokenSource tokens(ServiceSettings any, TokenSettings token) {
            try {
                return TokenSource.open(token, time, heard::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
