package io.resil.agent.breaker;

/** Several breakers seen as one, which is in the worst of their states. For one thread. */
final class WorstState {

    private BreakerState state = BreakerState.DISABLED;
    private long sinceMillis = Long.MAX_VALUE;
    private long nanosUntilProbe = Long.MAX_VALUE;
    private int consecutiveFailures;
    private String openedBecause = "";
    private long openedMillis;

    /** @param origin {@code host:port}, to name in the reason; empty for none */
    WorstState add(String origin, BreakerSnapshot one) {
        int worse = badness(one.state) - badness(state);
        if (worse > 0) {
            state = one.state;
            sinceMillis = one.sinceMillis;
            nanosUntilProbe = Long.MAX_VALUE;
            consecutiveFailures = 0;
            openedBecause = "";
        }
        if (worse >= 0) {
            join(one);
            explain(origin, one);
        }
        return this;
    }

    /** All are closed since the last one closed; one is open since the first one opened. */
    private void join(BreakerSnapshot one) {
        sinceMillis = state == BreakerState.CLOSED
                ? Math.max(sinceMillis, one.sinceMillis)
                : Math.min(sinceMillis, one.sinceMillis);
        nanosUntilProbe = Math.min(nanosUntilProbe, one.nanosUntilProbe);
        consecutiveFailures = Math.max(consecutiveFailures, one.consecutiveFailures);
    }

    /** By the latest of those that have a reason. */
    private void explain(String origin, BreakerSnapshot one) {
        boolean isLater = openedBecause.isEmpty() || one.sinceMillis >= openedMillis;
        if (!one.openedBecause.isEmpty() && isLater) {
            openedMillis = one.sinceMillis;
            openedBecause = origin.isEmpty() ? one.openedBecause : origin + ": " + one.openedBecause;
        }
    }

    static BreakerState worse(BreakerState one, BreakerState other) {
        return badness(one) < badness(other) ? other : one;
    }

    private static int badness(BreakerState state) {
        switch (state) {
            case FORCED_OPEN:
                return 4;
            case OPEN:
                return 3;
            case HALF_OPEN:
                return 2;
            case CLOSED:
                return 1;
            default:
                return 0;
        }
    }

    /** Of what was added, at least one. */
    BreakerSnapshot snapshot() {
        return new BreakerSnapshot(state, sinceMillis, nanosUntilProbe, openedBecause, consecutiveFailures);
    }
}
