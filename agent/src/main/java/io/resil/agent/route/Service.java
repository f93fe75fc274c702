package io.resil.agent.route;

import io.resil.agent.breaker.BreakerPolicy;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Policy;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Target;
import io.resil.agent.retry.Retry;
import io.resil.agent.timeout.TimeoutPolicy;
import io.resil.agent.token.TokenPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One configured service at work: its policies in their order, its breaker, its mode. Thread-safe. */
public final class Service implements Target {

    private final ServiceSettings settings;
    private final RouteTable routes;
    private final @Nullable CircuitBreaker breaker;
    private final @Nullable Retry retry;
    private final Chain chain;
    private volatile Mode mode;

    Service(ServiceSettings settings, RouteTable routes, Parts parts) {
        this.settings = settings;
        this.routes = routes;
        this.mode = settings.mode;
        this.breaker = settings.breaker == null
                ? null
                : new CircuitBreaker(
                        settings.breaker, parts.breakerListener(settings), parts.ticker(), parts.wallMillis());
        CallListener listener = parts.callListener(settings);
        this.retry = settings.retry == null
                ? null
                : new Retry(settings.retry, settings.timeouts.deadline, parts.ticker(), parts.random(), listener);
        this.chain = new Chain(
                policies(parts),
                new StatusJudge(settings.breaker == null ? StatusSet.NONE : settings.breaker.failureStatuses),
                listener,
                parts.ticker());
    }

    /** The order of the policies, outermost first. One that is off is not in the list. */
    private List<Policy> policies(Parts parts) {
        List<Policy> policies = new ArrayList<>();
        if (retry != null) {
            policies.add(retry);
        }
        if (breaker != null) {
            policies.add(new BreakerPolicy(breaker, settings.id, settings.name, parts.ticker()));
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

    /** Null when the service is configured to have none. */
    public @Nullable CircuitBreaker breaker() {
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
    public long idleTimeoutNanos() {
        return settings.timeouts.idle.nanos();
    }

    @Override
    public String toString() {
        return settings.id + " " + mode.key() + " " + chain;
    }
}
