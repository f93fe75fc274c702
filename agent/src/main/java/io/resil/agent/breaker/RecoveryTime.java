package io.resil.agent.breaker;

import java.util.function.DoubleSupplier;

/**
 * How long a breaker stays OPEN before a probe. Constant and exact, unless it may grow: then each failed probe doubles it
 * up to the longest, and each is drawn from the tenth below to the tenth above, lest the breakers of many JVMs probe in
 * the same moment. Pure but for the random number.
 */
final class RecoveryTime {

    private static final double JITTER = 0.1;

    private final DoubleSupplier random;

    /** @param random draws evenly from [0, 1) */
    RecoveryTime(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * @param failedProbes since the breaker opened from CLOSED
     * @return nanoseconds, at most the longest
     */
    long nanos(BreakerSettings settings, int failedProbes) {
        long longestNanos = settings.maxRecoveryNanos;
        if (longestNanos == 0) {
            return settings.recoveryNanos;
        }
        double planned = Math.min(settings.recoveryNanos * Math.pow(2, failedProbes), (double) longestNanos);
        double drawn = planned * (1 - JITTER + 2 * JITTER * random.getAsDouble());
        return Math.min((long) drawn, longestNanos);
    }
}
