package io.resil.agent;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.breaker.OriginWatch;
import io.resil.agent.breaker.Transition;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.WouldHave;
import io.resil.agent.stats.ServiceStats;
import org.jspecify.annotations.Nullable;

/** One origin of a service: its calls are counted by themselves too, and its breaker is operated by a bean. Thread-safe. */
final class WatchedOrigin implements OriginWatch {

    final String name;
    final ServiceStats stats;

    private final ServiceWatch service;
    private volatile @Nullable BreakerControl control;

    /** @param name {@code host:port} */
    WatchedOrigin(ServiceWatch service, String name, ServiceStats stats) {
        this.service = service;
        this.name = name;
        this.stats = stats;
    }

    @Override
    public void came(Breaker breaker) {
        BreakerControl registered = service.register(this, breaker);
        control = registered;
        if (registered != null) {
            stats.states().follow(registered);
        }
    }

    @Override
    public void gone() {
        BreakerControl registered = control;
        if (registered != null) {
            service.unregister(this, registered);
        }
    }

    @Override
    public void transitioned(Transition transition) {
        service.transitioned(this, transition);
    }

    // ---- only counted: the log of the service has its line already

    @Override
    public void callStarted(HttpCall call) {
        stats.callStarted(call);
    }

    @Override
    public void attemptStarted(HttpCall call, Attempt attempt) {
        stats.attemptStarted(call, attempt);
    }

    @Override
    public void attemptEnded(HttpCall call, Attempt attempt) {
        stats.attemptEnded(call, attempt);
    }

    @Override
    public void retryDenied(HttpCall call, Attempt failed, String limit) {
        stats.retryDenied(call, failed, limit);
    }

    @Override
    public void rejected(HttpCall call, Attempt attempt) {
        stats.rejected(call, attempt);
    }

    @Override
    public void observed(HttpCall call, Attempt attempt, WouldHave been, long threadNanos) {
        stats.observed(call, attempt, been, threadNanos);
    }

    @Override
    public void callEnded(HttpCall call) {
        stats.callEnded(call);
    }
}
