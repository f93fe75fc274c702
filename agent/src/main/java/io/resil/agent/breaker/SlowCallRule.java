package io.resil.agent.breaker;

/** Opens a breaker when too large a part of the calls in a window is slow. Immutable. */
public final class SlowCallRule {

    /** Nanoseconds up to the head of the response, or to the failure, beyond which a call is slow; positive. */
    public final long longerThanNanos;

    /** How many of them are too many. */
    public final RateRule rate;

    public SlowCallRule(long longerThanNanos, RateRule rate) {
        this.longerThanNanos = longerThanNanos;
        this.rate = rate;
    }
}
