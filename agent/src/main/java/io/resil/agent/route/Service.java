package io.resil.agent.route;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.breaker.BreakerPolicy;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.breaker.OriginBreakers;
import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.bulkhead.Bulkhead;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Keeping;
import io.resil.agent.call.ListenerPair;
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
    private final @Nullable Breaker breaker;
    private final @Nullable BreakerPolicy breakerPolicy;
    private final @Nullable Retry retry;
    private final @Nullable Fallback fallback;
    private final Chain chain;
    private volatile Mode mode;

    Service(ServiceSettings settings, RouteTable routes, Parts parts) {
        this.settings = settings;
        this.routes = routes;
        this.mode = settings.mode;
        CallListener listener = parts.callListener(settings);
        if (settings.breaker == null) {
            this.breaker = null;
            this.breakerPolicy = null;
        } else if (settings.breaker.perOrigin) {
            OriginBreakers breakers = new OriginBreakers(
                    settings.breaker, settings.name, parts.originWatches(settings), parts.ticker(), parts.wallMillis());
            this.breaker = breakers;
            this.breakerPolicy = new BreakerPolicy(breakers, settings.id, parts.ticker());
            listener = new ListenerPair(breakers.calls(), listener);
        } else {
            CircuitBreaker only = new CircuitBreaker(
                    settings.breaker, parts.breakerListener(settings), parts.ticker(), parts.wallMillis());
            this.breaker = only;
            this.breakerPolicy = new BreakerPolicy(only, settings.id, settings.name, parts.ticker());
        }
        this.retry = settings.retry == null
                ? null
                : new Retry(settings.retry, settings.timeouts.deadline, parts.ticker(), parts.random(), listener);
        this.fallback = settings.fallback == null
                ? null
                : new Fallback(
                        settings.fallback,
                        settings.breaker == null ? SERVER_ERRORS : settings.breaker.failureStatuses,
                        parts.ticker(),
                        listener);
        this.chain = new Chain(
                policies(parts),
                new StatusJudge(settings.breaker == null ? StatusSet.NONE : settings.breaker.failureStatuses),
                listener,
                parts.ticker());
    }

    /** The order of the policies, outermost first. One that is off is not in the list. */
    private List<Policy> policies(Parts parts) {
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
        if (breakerPolicy != null) {
            policies.add(breakerPolicy);
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

    /** Of all its origins, where it has one for each; null when the service is configured to have none. */
    public @Nullable Breaker breaker() {
        return breaker;
    }

    public Mode mode() {
        return mode;
    }

    /** Holds for calls that start after it. */
    public void setMode(Mode newMode) {
        mode = newMode;
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
        return settings.id + " " + mode.key() + " " + chain;
    }
}
