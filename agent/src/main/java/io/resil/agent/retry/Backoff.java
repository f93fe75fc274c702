package io.resil.agent.retry;

import java.util.function.DoubleSupplier;

/** How long to wait before a retry. Pure but for the random number. */
final class Backoff {

    private final RetrySettings settings;
    private final DoubleSupplier random;

    /** @param random draws evenly from [0, 1) */
    Backoff(RetrySettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * @param retry counted from 1
     * @return nanoseconds, at most the longest backoff
     */
    long nanos(int retry) {
        if (settings.backoffNanos == 0) {
            return 0;
        }
        double longest = settings.maxBackoffNanos;
        double planned = settings.backoffNanos * Math.pow(settings.multiplier, retry - 1);
        double finite = Math.min(planned, Double.MAX_VALUE); // infinity times a factor of 0 would be no number
        double drawn = finite * (1 - settings.jitter + 2 * settings.jitter * random.getAsDouble());
        return (long) Math.min(drawn, longest);
    }

    /**
     * How long to wait where the service may have asked for a wait: that one if it is longer, and a little more, lest all
     * that it asked come back in the same moment.
     *
     * @param drawn by {@link #nanos(int)}
     * @param asked nanoseconds, negative for nothing
     */
    long nanos(long drawn, long asked) {
        return asked > drawn ? atLeast(asked) : drawn;
    }

    long atLeast(long asked) {
        return (long) (asked * (1 + settings.jitter * random.getAsDouble()));
    }
}
