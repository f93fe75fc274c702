package io.resil.agent;

import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.breaker.OriginWatches;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ticker;
import io.resil.agent.jmx.Registration;
import io.resil.agent.log.CallLog;
import io.resil.agent.log.Log;
import io.resil.agent.retry.Retry;
import io.resil.agent.route.Parts;
import io.resil.agent.route.RouteTable;
import io.resil.agent.route.Service;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.stats.Decisions;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** What services are made with in production: real time, real randomness, and watchers that log, count and notify. */
final class AgentParts implements Parts {

    static final LongSupplier WALL = new LongSupplier() {
        @Override
        public long getAsLong() {
            return System.currentTimeMillis();
        }
    };

    private final Log log;
    private final Registration registration;
    private final Timers timers;
    private final Decisions decisions;
    private final boolean observing;
    private final ConcurrentMap<String, ServiceWatch> watches;

    AgentParts(Log log, Registration registration, Timers timers) {
        this(log, registration, timers, new Decisions(WALL), false, new ConcurrentHashMap<>());
    }

    private AgentParts(
            Log log,
            Registration registration,
            Timers timers,
            Decisions decisions,
            boolean observing,
            ConcurrentMap<String, ServiceWatch> watches) {
        this.log = log;
        this.registration = registration;
        this.timers = timers;
        this.decisions = decisions;
        this.observing = observing;
        this.watches = watches;
    }

    /** For another configuration: who watches a service of the table that goes on is the same. */
    AgentParts following(RouteTable before, List<ServiceSettings> next) {
        ConcurrentMap<String, ServiceWatch> goingOn = new ConcurrentHashMap<>();
        for (ServiceSettings each : next) {
            ServiceWatch watch = before.goingOn(each) == null ? null : watches.get(each.id);
            if (watch != null) {
                goingOn.put(each.id, watch);
            }
        }
        return new AgentParts(log, registration, timers, decisions, false, goingOn);
    }

    /** What the service is operated by from now on: by the same, if it goes on. */
    BreakerControl controlOf(Service service) {
        ServiceWatch watch = watchOf(service.settings());
        BreakerControl known = watch.control();
        if (known != null) {
            watch.logTo(callLog(service.settings()));
            known.follow(service);
            return known;
        }
        BreakerControl control = new BreakerControl(service, watch, System.currentTimeMillis());
        watch.operatedBy(control);
        return control;
    }

    /** The service is governed no more, or is another one under the same id. */
    void retire(Service service) {
        ServiceWatch watch = watchOf(service.settings());
        BreakerControl control = watch.control();
        watch.retire();
        if (control != null) {
            registration.remove(service.id(), control);
        }
    }

    private ServiceWatch watchOf(ServiceSettings service) {
        ServiceWatch known = watches.get(service.id);
        if (known == null) {
            known = new ServiceWatch(
                    service.id, callLog(service), registration, decisions, timers, Ticker.SYSTEM, WALL);
            watches.put(service.id, known);
        }
        return Objects.requireNonNull(known);
    }

    private CallLog callLog(ServiceSettings service) {
        int attempts = service.retry == null ? 1 : service.retry.maxRetries + 1;
        return new CallLog(log.ofService(service.id), service.name, attempts);
    }

    /** Of all services, and where decisions on the agent as a whole belong too. */
    Decisions decisions() {
        return decisions;
    }

    @Override
    public Parts whileObserving() {
        return new AgentParts(log, registration, timers, decisions, true, watches);
    }

    /** Of the service in the mode that these parts are for. */
    private ServiceWatch watcher(ServiceSettings service) {
        ServiceWatch watch = watchOf(service);
        return observing ? watch.whileObserving() : watch;
    }

    @Override
    public Ticker ticker() {
        return Ticker.SYSTEM;
    }

    @Override
    public LongSupplier wallMillis() {
        return WALL;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public DoubleSupplier random() {
        return Retry.RANDOM;
    }

    @Override
    public CallListener callListener(ServiceSettings service) {
        CallLog callLog = callLog(service);
        return watcher(service).calls(observing ? callLog.whileObserving() : callLog);
    }

    @Override
    public BreakerListener breakerListener(ServiceSettings service) {
        return watcher(service);
    }

    @Override
    public OriginWatches originWatches(ServiceSettings service) {
        return watcher(service);
    }

    @Override
    public TokenSource tokens(ServiceSettings service, TokenSettings token) {
        Log serviceLog = log.ofService(service.id);
        Consumer<String> problems = new Consumer<String>() {
            @Override
            public void accept(String problem) {
                serviceLog.warn("[" + service.name + "] Token: " + problem);
            }
        };
        try {
            return TokenSource.open(token, Ticker.SYSTEM, problems);
        } catch (IOException e) {
            // the configuration was checked a moment ago, with the file
            throw new UncheckedIOException("services." + service.id + ".token: " + e.getMessage(), e);
        }
    }
}
