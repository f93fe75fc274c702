package io.resil.agent.stats;

import java.time.Instant;

/** A breaker at one moment. Immutable. */
public final class BreakerSnapshot {

    /** CLOSED, OPEN, HALF_OPEN, FORCED_OPEN or DISABLED. */
    public final String state;

    /** When the state was entered, milliseconds since 1970-01-01T00:00Z. */
    public final long sinceMillis;

    /** Until the next probe may be sent; 0 when one may be sent now, -1 when the state knows no probe. */
    public final double secondsUntilProbe;

    /** Why it opened last; empty when it never did. */
    public final String openedBecause;

    /** Consecutive failed attempts that open it. */
    public final int failureThreshold;

    /** Failed attempts since the last success, in the current state. */
    public final int consecutiveFailures;

    public BreakerSnapshot(
            String state,
            long sinceMillis,
            double secondsUntilProbe,
            String openedBecause,
            int failureThreshold,
            int consecutiveFailures) {
        this.state = state;
        this.sinceMillis = sinceMillis;
        this.secondsUntilProbe = secondsUntilProbe;
        this.openedBecause = openedBecause;
        this.failureThreshold = failureThreshold;
        this.consecutiveFailures = consecutiveFailures;
    }

    /** ISO-8601. */
    public String since() {
        return Instant.ofEpochMilli(sinceMillis).toString();
    }
}
