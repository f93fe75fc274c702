package io.resil.agent.breaker;

import org.jspecify.annotations.Nullable;

/** No call passes until the recovery time is over; then the first that asks is the probe. */
final class OpenState extends State implements Rejection {

    private final Outage outage;
    private final long openedAt;
    private final long recoveryNanos;

    OpenState(CircuitBreaker breaker, BreakerSettings settings, Outage outage, long now) {
        this(
                breaker,
                settings,
                breaker.wallMillis(),
                outage,
                now,
                breaker.recoveryNanos(settings, outage.failedProbes));
    }

    private OpenState(
            CircuitBreaker breaker,
            BreakerSettings settings,
            long sinceMillis,
            Outage outage,
            long openedAt,
            long recoveryNanos) {
        super(breaker, settings, sinceMillis, outage.openedBecause);
        this.outage = outage;
        this.openedAt = openedAt;
        this.recoveryNanos = recoveryNanos;
    }

    @Override
    State with(BreakerSettings newSettings) {
        return new OpenState(breaker, newSettings, sinceMillis, outage, openedAt, recoveryNanos);
    }

    @Override
    public BreakerState state() {
        return BreakerState.OPEN;
    }

    @Override
    Admission admission() {
        return this;
    }

    @Override
    @Nullable
    ProbingState probing() {
        long now = breaker.now();
        return nanosUntilProbe(now) > 0
                ? null
                : new ProbingState(breaker, settings, breaker.wallMillis(), "recovery time is over", outage, now);
    }

    @Override
    public String openedBecause() {
        return outage.openedBecause;
    }

    @Override
    public long nanosUntilProbe(long now) {
        return Math.max(0, recoveryNanos - (now - openedAt));
    }

    @Override
    long nanosUntilPlace(long now) {
        return nanosUntilProbe(now);
    }

    @Override
    long nanosOpen(long now) {
        return now - outage.since;
    }
}
