package io.resil.agent.breaker;

/** HALF_OPEN with the place of the probe free: the last one proved nothing, so the next call that asks is one. */
final class HalfOpenState extends State {

    private final Outage outage;

    HalfOpenState(CircuitBreaker breaker, BreakerSettings settings, long sinceMillis, String reason, Outage outage) {
        super(breaker, settings, sinceMillis, reason);
        this.outage = outage;
    }

    @Override
    State with(BreakerSettings newSettings) {
        return new HalfOpenState(breaker, newSettings, sinceMillis, reason, outage);
    }

    @Override
    BreakerState state() {
        return BreakerState.HALF_OPEN;
    }

    @Override
    Admission admission() {
        throw new IllegalStateException("whoever asks is the probe");
    }

    @Override
    ProbingState probing() {
        return new ProbingState(breaker, settings, sinceMillis, reason, outage, breaker.now());
    }

    @Override
    String openedBecause() {
        return outage.openedBecause;
    }

    @Override
    long nanosUntilPlace(long now) {
        return 0;
    }

    @Override
    long nanosOpen(long now) {
        return now - outage.since;
    }
}
