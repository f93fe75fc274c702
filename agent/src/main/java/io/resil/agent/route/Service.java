package io.resil.agent.route;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.call.Chain;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Judge;
import io.resil.agent.call.Keeping;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Target;
import io.resil.agent.fallback.Fallback;
import io.resil.agent.retry.Retry;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** One configured service at work: its policies in their order, its breaker, its mode. Thread-safe. */
public final class Service implements Target {

    private final ServiceSettings settings;
    private final RouteTable routes;
    private final Parts parts;
    private final Judge judge;
    private final Policies policies;
    private final Chain chain;

    /** Operators take turns. */
    private final Object switching = new Object();

    /** What calls that start now get: this one, one that observes, or null for nothing. */
    private volatile @Nullable Target target;

    /**
     * @param before the same service by the configuration in force, which stays at work until {@link #takeOver}; null for
     *     none
     */
    Service(ServiceSettings settings, RouteTable routes, Parts parts, @Nullable Service before) {
        this.settings = settings;
        this.routes = routes;
        this.parts = parts;
        this.judge = new StatusJudge(settings.breaker == null ? StatusSet.NONE : settings.breaker.failureStatuses);
        this.policies = new Policies(settings, parts, before == null ? null : before.policies);
        this.chain = new Chain(policies.inOrder(), judge, policies.listener(), parts.ticker());
        this.target = before == null ? targetIn(settings.mode, null) : targetIn(modeAfter(before), before.target);
    }

    /** What an operator set stays, unless the configuration has another mode than it had. */
    private Mode modeAfter(Service before) {
        return before.settings.mode == settings.mode ? before.mode() : settings.mode;
    }

    /** Whether it is the same service that the settings are of: known by the same id, and covering the same URLs. */
    boolean isOf(ServiceSettings other) {
        return settings.id.equals(other.id) && new HashSet<>(settings.urls).equals(new HashSet<>(other.urls));
    }

    /**
     * Goes on in the place of the service that it was made from: what both share is from now on by these settings. Calls
     * of the other that are under way end by what it has of its own.
     */
    public void takeOver(Service before) {
        synchronized (before.switching) {
            setMode(modeAfter(before)); // which may have been set a moment ago
            policies.breaking.takeOver(settings, before.policies.breaking);
            Target now = target;
            Target then = before.target;
            if (now instanceof ObservingTarget && then instanceof ObservingTarget) {
                ((ObservingTarget) now).takeOver((ObservingTarget) then);
            }
            show(before.breaker(), breaker());
        }
    }

    /** Governs nothing any more. Calls under way go on to their end. */
    public void retire() {
        show(breaker(), null);
    }

    private static void show(@Nullable Breaker before, @Nullable Breaker after) {
        if (before != after) {
            if (before != null) {
                before.hide();
            }
            if (after != null) {
                after.show();
            }
        }
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
        return current instanceof ObservingTarget ? ((ObservingTarget) current).breaker() : policies.breaking.breaker;
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
                Target next = targetIn(newMode, null);
                Breaker before = breaker();
                target = next;
                routes.modeChanged();
                show(before, breaker());
            }
        }
    }

    /** @param before what the service was by the configuration that went before, whose shadows go on; null for nothing */
    private @Nullable Target targetIn(Mode any, @Nullable Target before) {
        switch (any) {
            case ENFORCE:
                return this;
            case OBSERVE:
                return new ObservingTarget(
                        this,
                        judge,
                        parts.whileObserving(),
                        before instanceof ObservingTarget ? (ObservingTarget) before : null);
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
        return policies.retry != null;
    }

    @Override
    public boolean mightRetry(HttpCall call, int status) {
        Retry retry = policies.retry;
        return retry != null && retry.mightRetry(call, status);
    }

    @Override
    public boolean mightHoldBack(HttpCall call, int status) {
        Fallback fallback = policies.fallback;
        return mightRetry(call, status) || (fallback != null && fallback.mightReplace(call, status));
    }

    @Override
    public boolean willReplace(HttpCall call, int status) {
        Fallback fallback = policies.fallback;
        return fallback != null && fallback.willReplace(call, status);
    }

    @Override
    public @Nullable Keeping keeping() {
        Fallback fallback = policies.fallback;
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
