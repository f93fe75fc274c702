package io.resil.agent.breaker;

import io.resil.agent.call.StatusSet;
import org.jspecify.annotations.Nullable;

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

    /** Opens it too; null: none. */
    public final @Nullable RateRule failureRate;

    /** Opens it too; null: none. */
    public final @Nullable SlowCallRule slowCall;

    /** Nanoseconds up to which failed probes make the recovery time grow; 0: it is exact and always the same. */
    public final long maxRecoveryNanos;

    /** A breaker for each origin of the service. */
    public final boolean perOrigin;

    /** Whether a rejected call gets a response in the place of an exception. */
    public final boolean answersWhenOpen;

    /** One consecutive-failures rule, and nothing else that is optional. */
    public BreakerSettings(int failureThreshold, long recoveryNanos, long probeNanos, StatusSet failureStatuses) {
        this(failureThreshold, recoveryNanos, probeNanos, failureStatuses, null, null, 0, false, false);
    }

    public BreakerSettings(
            int failureThreshold,
            long recoveryNanos,
            long probeNanos,
            StatusSet failureStatuses,
            @Nullable RateRule failureRate,
            @Nullable SlowCallRule slowCall,
            long maxRecoveryNanos,
            boolean perOrigin,
            boolean answersWhenOpen) {
        this.failureThreshold = failureThreshold;
        this.recoveryNanos = recoveryNanos;
        this.probeNanos = probeNanos;
        this.failureStatuses = failureStatuses;
        this.failureRate = failureRate;
        this.slowCall = slowCall;
        this.maxRecoveryNanos = maxRecoveryNanos;
        this.perOrigin = perOrigin;
        this.answersWhenOpen = answersWhenOpen;
    }
}
