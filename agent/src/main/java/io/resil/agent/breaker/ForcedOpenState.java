package io.resil.agent.breaker;

/** No call passes until an operator lifts it. */
final class ForcedOpenState extends State implements Rejection {

    private final long openedAt;

    ForcedOpenState(CircuitBreaker breaker) {
        super(breaker, breaker.wallMillis(), "forced open");
        this.openedAt = breaker.now();
    }

    @Override
    public BreakerState state() {
        return BreakerState.FORCED_OPEN;
    }

    @Override
    Admission admission() {
        return this;
    }

    @Override
    public String openedBecause() {
        return reason;
    }

    @Override
    public long nanosUntilProbe(long now) {
        return -1;
    }

    @Override
    long nanosOpen(long now) {
        return now - openedAt;
    }
}
