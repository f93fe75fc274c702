package io.resil.agent.breaker;

/** HALF_OPEN with the place of the probe free: the last one proved nothing, so the next call that asks is one. */
final class HalfOpenState extends State {

    private final long outageSince;
    private final String openedBecause;

    HalfOpenState(CircuitBreaker breaker, long sinceMillis, String reason, long outageSince, String openedBecause) {
        super(breaker, sinceMillis, reason);
        this.outageSince = outageSince;
        this.openedBecause = openedBecause;
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
        return new ProbingState(breaker, sinceMillis, reason, outageSince, openedBecause, breaker.now());
    }

    @Override
    String openedBecause() {
        return openedBecause;
    }

    @Override
    long nanosUntilPlace(long now) {
        return 0;
    }

    @Override
    long nanosOpen(long now) {
        return now - outageSince;
    }
}
