package io.resil.agent.breaker;

/** The call must not pass. Thread-safe; shared by all calls that one state rejects. */
public interface Rejection extends Admission {

    /** The state that rejects: OPEN, HALF_OPEN or FORCED_OPEN. */
    BreakerState state();

    /** Why the breaker opened. */
    String openedBecause();

    /**
     * @param now {@link io.resil.agent.call.Ticker} nanoseconds
     * @return nanoseconds until the next probe is due, 0 when it is under way, negative when none is due
     */
    long nanosUntilProbe(long now);
}
