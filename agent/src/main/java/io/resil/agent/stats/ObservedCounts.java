package io.resil.agent.stats;

/** What the policies of a service would have done while it was only observed. Immutable. */
public final class ObservedCounts {

    /** Calls that the breaker, or {@code max-concurrent}, would have rejected. */
    public final long rejected;

    /** Those of them that proved the service well. */
    public final long rejectedSuccesses;

    /** Calls of which at least one more attempt would have been made. */
    public final long retried;

    /** Calls that a timeout or the deadline would have ended before they ended of themselves. */
    public final long timedOut;

    /** Calls that the configured response would have answered. */
    public final long fallenBack;

    /** How much longer than with the policies the calls held threads of the application, seconds. */
    public final double threadSeconds;

    ObservedCounts(
            long rejected, long rejectedSuccesses, long retried, long timedOut, long fallenBack, double threadSeconds) {
        this.rejected = rejected;
        this.rejectedSuccesses = rejectedSuccesses;
        this.retried = retried;
        this.timedOut = timedOut;
        this.fallenBack = fallenBack;
        this.threadSeconds = threadSeconds;
    }
}
