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
    private final Breaking shadow;
    private final @Nullable Places places;
    private final @Nullable RetryOutlook retry;
    private final Chain chain;

    /**
     * @param parts whose watchers know that the service is observed
     * @param before of the same service, whose shadows go on; null for none
     */
    ObservingTarget(Service service, Judge judge, Parts parts, @Nullable ObservingTarget before) {
        ServiceSettings settings = service.settings();
        this.service = service;
        this.shadow = Breaking.of(settings, parts, before == null ? null : before.shadow);
        this.places = places(settings.maxConcurrent, before == null ? null : before.places);
        this.retry = settings.retry == null
                ? null
                : new RetryOutlook(
                        settings.retry,
                        settings.timeouts.deadline,
                        parts.ticker(),
                        before == null ? null : before.retry);
        this.chain = new Chain(
                Collections.singletonList(policy(settings, parts.ticker())), judge, shadow.listener, parts.ticker());
    }

    private static @Nullable Places places(int all, @Nullable Places before) {
        return all == 0 ? null : before == null ? new Places(all) : before.resized(all);
    }

    /** See {@link Service#takeOver}. */
    void takeOver(ObservingTarget before) {
        shadow.takeOver(service.settings(), before.shadow);
    }

    private ObservePolicy policy(ServiceSettings settings, Ticker ticker) {
        return new ObservePolicy(
                places,
                shadow.policy,
                retry,
                TimeoutOutlook.create(settings.timeouts, ticker),
                settings.fallback == null
                        ? null
                        : FallbackOutlook.create(settings.fallback, Policies.failuresForGood(settings)),
                shadow.listener);
    }

    /** The shadow; null when the service is configured to have none. */
    @Nullable
    Breaker breaker() {
        return shadow.breaker;
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
