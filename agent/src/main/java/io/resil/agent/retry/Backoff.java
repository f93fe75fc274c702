package io.resil.agent.retry;

import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: exponential, with jitter so that clients that failed together do not come back
 * together. Thread-safe if its randomness is.
 */
final class Backoff {

    private final RetrySettings settings;
    private final DoubleSupplier random;

    /** @param random draws from [0, 1) */
    Backoff(RetrySettings settings, DoubleSupplier random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * The wait after a failed attempt, drawn from [(1-jitter)*w, (1+jitter)*w] and then capped, where w grows with each
     * retry.
     *
     * @param retries made so far
     */
    long nanos(int retries) {
        double wait = (double) settings.backoffNanos * Math.pow(settings.multiplier, retries);
        double capped = Math.min(wait, (double) settings.maxBackoffNanos);
        double drawn = capped * (1 + settings.jitter * (2 * random.getAsDouble() - 1));
        return (long) Math.min(drawn, (double) settings.maxBackoffNanos);
    }

    /** The wait that a response asked for: never shorter, longer only by jitter. */
    long nanosAsked(long askedNanos) {
        return (long) Math.min(askedNanos * (1 + settings.jitter * random.getAsDouble()), (double) Long.MAX_VALUE);
    }
}
