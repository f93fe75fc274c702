package io.resil.agent.breaker;

/** What a breaker is at one moment, for readers. Immutable. */
public final class BreakerSnapshot {

    public final BreakerState state;

    /** Wall-clock milliseconds at which it entered the state. */
    public final long sinceMillis;

    /** Nanoseconds until the next probe may be sent; 0 when one may be sent now, -1 when the state knows no probe. */
    public final long nanosUntilProbe;

    /** Why it opened last; empty when it never did. */
    public final String openedBecause;

    /** Failed attempts since the last success, in the current state. */
    public final int consecutiveFailures;

    BreakerSnapshot(State state, long now) {
        this(
                state.state(),
                state.sinceMillis,
                state.nanosUntilPlace(now),
                state.openedBecause(),
                state.consecutiveFailures());
    }

    BreakerSnapshot(
            BreakerState state, long sinceMillis, long nanosUntilProbe, String openedBecause, int consecutiveFailures) {
        this.state = state;
        this.sinceMillis = sinceMillis;
        this.nanosUntilProbe = nanosUntilProbe;
        this.openedBecause = openedBecause;
        this.consecutiveFailures = consecutiveFailures;
    }
}
