package io.resil.agent.route;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.call.Chain;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Judge;
import io.resil.agent.call.Places;
import io.resil.agent.call.Target;
import io.resil.agent.call.Ticker;
import io.resil.agent.fallback.FallbackOutlook;
import io.resil.agent.observe.ObservePolicy;
import io.resil.agent.retry.RetryOutlook;
import io.resil.agent.timeout.TimeoutOutlook;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * A service that is only watched: to the clients one that asks nothing of them, with a shadow of the breaker and of
 * whatever else has a memory. Made when observing begins, so that each time starts afresh. Thread-safe.
 */
final class ObservingTarget implements Target {

    private final Service service;
    private final @Nullable Breaker breaker;
    private final Chain chain;

    /** @param parts whose watchers know that the service is observed */
    ObservingTarget(Service service, Judge judge, Parts parts) {
        ServiceSettings settings = service.settings();
        this.service = service;
        Breaking shadow = Breaking.of(settings, parts);
        this.breaker = shadow.breaker;
        this.chain = new Chain(
                Collections.singletonList(policy(settings, shadow, parts.ticker())),
                judge,
                shadow.listener,
                parts.ticker());
    }

    private static ObservePolicy policy(ServiceSettings settings, Breaking shadow, Ticker ticker) {
        return new ObservePolicy(
                settings.maxConcurrent > 0 ? new Places(settings.maxConcurrent) : null,
                shadow.policy,
                settings.retry == null ? null : new RetryOutlook(settings.retry, settings.timeouts.deadline, ticker),
                TimeoutOutlook.create(settings.timeouts, ticker),
                settings.fallback == null
                        ? null
                        : FallbackOutlook.create(settings.fallback, Service.failuresForGood(settings)),
                shadow.listener);
    }

    /** The shadow; null when the service is configured to have none. */
    @Nullable
    Breaker breaker() {
        return breaker;
    }

    @Override
    public boolean isObserving() {
        return true;
    }

    @Override
    public String id() {
        return service.id();
    }

    @Override
    public Chain chain() {
        return chain;
    }

    @Override
    public boolean covers(String scheme, String host, int port, @Nullable String path) {
        return service.covers(scheme, host, port, path);
    }

    @Override
    public @Nullable String tokenHeader() {
        return null;
    }

    @Override
    public boolean isRetrying() {
        return false;
    }

    @Override
    public boolean mightRetry(HttpCall call, int status) {
        return false;
    }

    @Override
    public long idleTimeoutNanos() {
        return 0;
    }

    @Override
    public String toString() {
        return service.id() + " " + chain;
    }
}
