package io.resil.agent.breaker;

/** Opens a breaker when too large a share of the calls in a window is bad. Immutable. */
public final class RateRule {

    /** The share of bad calls, in percent of all, that opens; 1 to 100. */
    public final int percent;

    /** Nanoseconds for which a call counts, at most; a second to an hour. */
    public final long windowNanos;

    /** Calls below which the share proves nothing; 1 or more. */
    public final int minimumCalls;

    public RateRule(int percent, long windowNanos, int minimumCalls) {
        this.percent = percent;
        this.windowNanos = windowNanos;
        this.minimumCalls = minimumCalls;
    }

    boolean isSameAs(RateRule other) {
        return percent == other.percent && windowNanos == other.windowNanos && minimumCalls == other.minimumCalls;
    }

    boolean isBrokenBy(long bad, long calls) {
        return calls >= minimumCalls && bad * 100 >= percent * calls;
    }
}
