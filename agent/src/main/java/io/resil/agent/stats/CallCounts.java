package io.resil.agent.stats;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/**
 * What was counted of the calls of one service at one moment. The counters are read one after the other while calls go
 * on, so their sums may be off by the calls of that moment. Immutable.
 */
public final class CallCounts {

    /** Calls of the application. */
    public final long calls;

    /** Requests sent for them, retries included. */
    public final long attempts;

    /** Attempts that proved the service well. */
    public final long successes;

    /** Attempts that proved it ill. */
    public final long failures;

    /** Attempts that proved nothing. */
    public final long neutral;

    /** Attempts the breaker rejected, and calls for which {@code max-concurrent} had no place. */
    public final long rejections;

    /** Attempts sent after a failed one. */
    public final long retries;

    /** Attempts that could have been retried but for a limit. */
    public final long retriesDenied;

    /** Attempts ended by a timeout. */
    public final long timeouts;

    /** Calls answered here in the place of a failure. */
    public final long fallbacks;

    /** Calls under way; not touched by a reset. */
    public final long inFlight;

    /** How often the breaker opened; failed probes and forced states not counted. */
    public final long timesOpened;

    /** How often it closed again by a probe that succeeded. */
    public final long recoveries;

    /**
     * From opening to the probe that succeeded, failed probes in between included; NaN before the first recovery. What an
     * operator forced open, or closed by hand, is no recovery.
     */
    public final double meanSecondsToRecovery;

    /** By the name of the state, each of them. */
    public final Map<String, Double> secondsInState;

    /** Without secrets; empty when there was none. */
    public final String lastFailure;

    /** Milliseconds since 1970-01-01T00:00Z; 0 when there was none. */
    public final long lastFailureMillis;

    /** Median time of an answered attempt up to its head; NaN before the first. */
    public final double latencyMillisP50;

    /** 99th percentile of the same. */
    public final double latencyMillisP99;

    /** The same times, to be sorted into buckets. */
    public final AttemptTimes attemptTimes;

    /** What would have been done while the service was observed. */
    public final ObservedCounts observed;

    CallCounts(
            long calls,
            long attempts,
            long successes,
            long failures,
            long neutral,
            long rejections,
            long retries,
            long retriesDenied,
            long timeouts,
            long fallbacks,
            long inFlight,
            long timesOpened,
            long recoveries,
            double meanSecondsToRecovery,
            Map<String, Double> secondsInState,
            String lastFailure,
            long lastFailureMillis,
            double latencyMillisP50,
            double latencyMillisP99,
            AttemptTimes attemptTimes,
            ObservedCounts observed) {
        this.calls = calls;
        this.attempts = attempts;
        this.successes = successes;
        this.failures = failures;
        this.neutral = neutral;
        this.rejections = rejections;
        this.retries = retries;
        this.retriesDenied = retriesDenied;
        this.timeouts = timeouts;
        this.fallbacks = fallbacks;
        this.inFlight = inFlight;
        this.timesOpened = timesOpened;
        this.recoveries = recoveries;
        this.meanSecondsToRecovery = meanSecondsToRecovery;
        this.secondsInState = Collections.unmodifiableMap(secondsInState);
        this.lastFailure = lastFailure;
        this.lastFailureMillis = lastFailureMillis;
        this.latencyMillisP50 = latencyMillisP50;
        this.latencyMillisP99 = latencyMillisP99;
        this.attemptTimes = attemptTimes;
        this.observed = observed;
    }

    /** ISO-8601; empty when there was no failure. */
    public String lastFailureTime() {
        return lastFailureMillis == 0
                ? ""
                : Instant.ofEpochMilli(lastFailureMillis).toString();
    }
}
