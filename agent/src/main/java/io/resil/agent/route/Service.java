package io.resil.agent.route;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.bulkhead.Bulkhead;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Judge;
import io.resil.agent.call.Keeping;
import io.resil.agent.call.Policy;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Target;
import io.resil.agent.fallback.Fallback;
import io.resil.agent.retry.Retry;
import io.resil.agent.timeout.TimeoutPolicy;
import io.resil.agent.token.TokenPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One configured service at work: its policies in their order, its breaker, its mode. Thread-safe. */
public final class Service implements Target {

    /** What a fallback stands in for where there is no breaker to say what a failure is. */
    private static final StatusSet SERVER_ERRORS = StatusSet.NONE.withRange(500, 599);

    private final ServiceSettings settings;
    private final RouteTable routes;
    private final Parts parts;
    private final Judge judge;
    private final Breaking breaking;
    private final @Nullable Retry retry;
    private final @Nullable Fallback fallback;
    private final Chain chain;

    /** Operators take turns. */
    private final Object switching = new Object();

    /** What calls that start now get: this one, one that observes, or null for nothing. */
    private volatile @Nullable Target target;

    Service(ServiceSettings settings, RouteTable routes, Parts parts) {
        this.settings = settings;
        this.routes = routes;
        this.parts = parts;
        this.judge = new StatusJudge(settings.breaker == null ? StatusSet.NONE : settings.breaker.failureStatuses);
        this.breaking = Breaking.of(settings, parts);
        CallListener listener = breaking.listener;
        this.retry = settings.retry == null
                ? null
                : new Retry(settings.retry, settings.timeouts.deadline, parts.ticker(), parts.random(), listener);
        this.fallback = settings.fallback == null
                ? null
                : new Fallback(settings.fallback, failuresForGood(settings), parts.ticker(), listener);
        this.chain = new Chain(policies(), judge, listener, parts.ticker());
        this.target = targetIn(settings.mode);
    }

    /** The answers that a fallback stands in for. */
    static StatusSet failuresForGood(ServiceSettings settings) {
        return settings.breaker == null ? SERVER_ERRORS : settings.breaker.failureStatuses;
    }

    /** The order of the policies, outermost first. One that is off is not in the list. */
    private List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        if (fallback != null) {
            policies.add(fallback);
        }
        if (settings.maxConcurrent > 0) {
            policies.add(new Bulkhead(settings.maxConcurrent, settings.id, settings.name, parts.ticker()));
        }
        if (retry != null) {
            policies.add(retry);
        }
        if (breaking.policy != null) {
            policies.add(breaking.policy);
        }
        if (settings.token != null) {
            policies.add(new TokenPolicy(parts.tokens(settings, settings.token)));
        }
        TimeoutPolicy timeouts = TimeoutPolicy.create(settings.timeouts, parts.timers(), parts.ticker());
        if (timeouts != null) {
            policies.add(timeouts);
        }
        return policies;
    }

    public ServiceSettings settings() {
        return settings;
    }

    /**
     * Of all its origins, where it has one for each; null when the service is configured to have none. While the service
     * is observed, the shadow.
     */
    public @Nullable Breaker breaker() {
        Target current = target;
        return current instanceof ObservingTarget ? ((ObservingTarget) current).breaker() : breaking.breaker;
    }

    public Mode mode() {
        Target current = target;
        return current == null ? Mode.OFF : current == this ? Mode.ENFORCE : Mode.OBSERVE;
    }

    /** What governs a call that starts now, to its end; null for nothing. */
    @Nullable
    Target target() {
        return target;
    }

    /**
     * Holds for calls that start after it. The breaker keeps its state while the service is observed or off; a shadow
     * begins CLOSED each time.
     */
    public void setMode(Mode newMode) {
        synchronized (switching) {
            if (newMode != mode()) {
                Target next = targetIn(newMode);
                Breaker before = breaker();
                target = next;
                Breaker after = breaker();
                if (before != null && after != null && before != after) {
                    before.hide();
                    after.show();
                }
            }
        }
    }

    private @Nullable Target targetIn(Mode any) {
        switch (any) {
            case ENFORCE:
                return this;
            case OBSERVE:
                return new ObservingTarget(this, judge, parts.whileObserving());
            case OFF:
                return null;
        }
        throw new IllegalArgumentException(any.name());
    }

    @Override
    public String id() {
        return settings.id;
    }

    @Override
    public Chain chain() {
        return chain;
    }

    @Override
    public boolean covers(String scheme, String host, int port, @Nullable String path) {
        return routes.find(scheme, host, port, path) == this;
    }

    @Override
    public @Nullable String tokenHeader() {
        return settings.token == null ? null : settings.token.header;
    }

    @Override
    public boolean isRetrying() {
        return retry != null;
    }

    @Override
    public boolean mightRetry(HttpCall call, int status) {
        return retry != null && retry.mightRetry(call, status);
    }

    @Override
    public boolean mightHoldBack(HttpCall call, int status) {
        return mightRetry(call, status) || (fallback != null && fallback.mightReplace(call, status));
    }

    @Override
    public boolean willReplace(HttpCall call, int status) {
        return fallback != null && fallback.willReplace(call, status);
    }

    @Override
    public @Nullable Keeping keeping() {
        return fallback == null ? null : fallback.keeping();
    }

    @Override
    public long idleTimeoutNanos() {
        return settings.timeouts.idle.nanos();
    }

    @Override
    public String toString() {
        return settings.id + " " + mode().key() + " " + chain;
    }
}
