package io.resil.agent.route;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.breaker.BreakerPolicy;
import io.resil.agent.breaker.BreakerState;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.breaker.OriginBreakers;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.ListenerPair;
import org.jspecify.annotations.Nullable;

/** The breaker of a service, one or one for each origin, and the policy that asks it; both null where it has none. */
final class Breaking {

    final @Nullable Breaker breaker;
    final @Nullable BreakerPolicy policy;

    /** Who has to hear of the calls: breakers of origins too, as they count those that are under way. */
    final CallListener listener;

    private Breaking(@Nullable Breaker breaker, @Nullable BreakerPolicy policy, CallListener listener) {
        this.breaker = breaker;
        this.policy = policy;
        this.listener = listener;
    }

    /** @param before of the same service, whose breaker goes on if it is of the same kind; null for none */
    static Breaking of(ServiceSettings settings, Parts parts, @Nullable Breaking before) {
        CallListener listener = parts.callListener(settings);
        if (settings.breaker == null) {
            return new Breaking(null, null, listener);
        }
        Breaker known = before == null ? null : before.breaker;
        if (!settings.breaker.perOrigin) {
            CircuitBreaker only = known instanceof CircuitBreaker
                    ? (CircuitBreaker) known
                    : new CircuitBreaker(
                            settings.breaker, parts.breakerListener(settings), parts.ticker(), parts.wallMillis());
            return new Breaking(only, new BreakerPolicy(only, settings.id, settings.name, parts.ticker()), listener);
        }
        OriginBreakers each = known instanceof OriginBreakers
                ? (OriginBreakers) known
                : new OriginBreakers(
                        settings.breaker,
                        settings.name,
                        parts.originWatches(settings),
                        parts.ticker(),
                        parts.wallMillis());
        return new Breaking(
                each, new BreakerPolicy(each, settings.id, parts.ticker()), new ListenerPair(each.calls(), listener));
    }

    /** Has the breaker go on by its new settings; one of another kind begins anew, in a state that was forced. */
    void takeOver(ServiceSettings settings, Breaking before) {
        if (breaker == null || settings.breaker == null || before.breaker == null) {
            return;
        }
        if (breaker == before.breaker) {
            breaker.reconfigure(settings.breaker, settings.name);
        } else if (before.breaker.forcedState() == BreakerState.FORCED_OPEN) {
            breaker.forceOpen();
        } else if (before.breaker.forcedState() == BreakerState.DISABLED) {
            breaker.disable();
        }
    }
}
