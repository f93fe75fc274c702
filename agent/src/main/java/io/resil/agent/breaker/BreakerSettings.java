package io.resil.agent.breaker;

import io.resil.agent.call.StatusSet;

/** Settings of a circuit breaker. Immutable. */
public final class BreakerSettings {

    /** Consecutive failed attempts that open it; 1 or more. */
    public final int failureThreshold;

    /** Nanoseconds it stays OPEN before the first probe; positive. */
    public final long recoveryNanos;

    /** Nanoseconds after which a probe that never answered gives its place back; positive. */
    public final long probeNanos;

    /** The statuses that count as a failure of the service. */
    public final StatusSet failureStatuses;

    /** Whether a rejected call gets a response in the place of an exception. */
    public final boolean answersWhenOpen;

    /** Rejects by an exception. */
    public BreakerSettings(int failureThreshold, long recoveryNanos, long probeNanos, StatusSet failureStatuses) {
        this(failureThreshold, recoveryNanos, probeNanos, failureStatuses, false);
    }

    public BreakerSettings(
            int failureThreshold,
            long recoveryNanos,
            long probeNanos,
            StatusSet failureStatuses,
            boolean answersWhenOpen) {
        this.failureThreshold = failureThreshold;
        this.recoveryNanos = recoveryNanos;
        this.probeNanos = probeNanos;
        this.failureStatuses = failureStatuses;
        this.answersWhenOpen = answersWhenOpen;
    }
}
