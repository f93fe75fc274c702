package io.resil.agent;

import io.resil.agent.breaker.BreakerState;
import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.OriginSnapshot;
import io.resil.agent.stats.ServiceSnapshot;
import java.util.Locale;

/** What a breaker that stays open looks like, in words. Pure. */
final class OpenText {

    private static final String FORCED = BreakerState.FORCED_OPEN.name();
    private static final String OPEN = BreakerState.OPEN.name();
    private static final String HALF_OPEN = BreakerState.HALF_OPEN.name();

    private OpenText() {}

    /**
     * For instance {@code OPEN for 2h: 23,456 calls rejected, next probe in 41s (threshold reached: 5/5)}.
     *
     * @param rejected since it opened
     */
    static String of(ServiceSnapshot service, long hours, long rejected, boolean observed) {
        BreakerSnapshot breaker = service.breaker;
        boolean isForced = breaker.state.equals(FORCED);
        return (isForced ? FORCED : OPEN) + " for " + hours + "h" + origins(service) + ": " + calls(rejected)
                + (observed ? " would have been rejected, " : " rejected, ")
                + (isForced ? "until it is lifted (set by hand)" : outlook(breaker));
    }

    private static String calls(long number) {
        return String.format(Locale.ROOT, "%,d", number) + (number == 1 ? " call" : " calls");
    }

    private static String outlook(BreakerSnapshot breaker) {
        return probe(breaker) + " (" + breaker.openedBecause + ")";
    }

    private static String probe(BreakerSnapshot breaker) {
        if (breaker.state.equals(HALF_OPEN) && breaker.secondsUntilProbe > 0) {
            return "a probe is under way";
        }
        return breaker.secondsUntilProbe > 0
                ? "next probe in " + (long) Math.ceil(breaker.secondsUntilProbe) + "s"
                : "the next call is the probe";
    }

    private static String origins(ServiceSnapshot service) {
        int open = 0;
        for (OriginSnapshot each : service.origins) {
            String state = each.breaker.state;
            open += state.equals(OPEN) || state.equals(HALF_OPEN) || state.equals(FORCED) ? 1 : 0;
        }
        return open == 0 ? "" : " at " + open + " of " + service.origins.size() + " origins";
    }
}
