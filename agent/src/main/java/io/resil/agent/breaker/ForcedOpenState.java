package io.resil.agent.breaker;

/** No call passes until an operator lifts it. */
final class ForcedOpenState extends State implements Rejection {

    private final long openedAt;

    ForcedOpenState(CircuitBreaker breaker, BreakerSettings settings) {
        this(breaker, settings, breaker.wallMillis(), breaker.now());
    }

    private ForcedOpenState(CircuitBreaker breaker, BreakerSettings settings, long sinceMillis, long openedAt) {
        super(breaker, settings, sinceMillis, "forced open");
        this.openedAt = openedAt;
    }

    @Override
    State with(BreakerSettings newSettings) {
        return new ForcedOpenState(breaker, newSettings, sinceMillis, openedAt);
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
