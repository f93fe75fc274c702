package io.resil.agent.breaker;

import org.jspecify.annotations.Nullable;

/** No call passes until the recovery time is over; then the first that asks is the probe. */
final class OpenState extends State implements Rejection {

    private final long openedAt;
    /** When it opened from CLOSED, which a failed probe does not change. */
    private final long outageSince;

    /** The breaker opens. */
    OpenState(CircuitBreaker breaker, long now, String reason) {
        this(breaker, now, now, reason);
    }

    /** The breaker opens again after a probe. */
    OpenState(CircuitBreaker breaker, long now, long outageSince, String reason) {
        super(breaker, breaker.wallMillis(), reason);
        this.openedAt = now;
        this.outageSince = outageSince;
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
                : new ProbingState(
                        breaker, breaker.wallMillis(), "recovery time is over", outageSince, openedBecause(), now);
    }

    @Override
    public String openedBecause() {
        return reason;
    }

    @Override
    public long nanosUntilProbe(long now) {
        return Math.max(0, breaker.settings().recoveryNanos - (now - openedAt));
    }

    @Override
    long nanosUntilPlace(long now) {
        return nanosUntilProbe(now);
    }

    @Override
    long nanosOpen(long now) {
        return now - outageSince;
    }
}
