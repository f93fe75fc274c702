package io.resil.agent.breaker;

/** The permit of one probe. Its outcome counts as long as the breaker still waits for this very probe. */
final class Probe implements Grant {

    private final CircuitBreaker breaker;

    Probe(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    @Override
    public CircuitBreaker breaker() {
        return breaker;
    }

    @Override
    public boolean isProbe() {
        return true;
    }

    /** As long as it has not failed: one that proved nothing may be followed by another of the same call. */
    @Override
    public boolean isCurrent() {
        return breaker.isLettingPass() || breaker.state() == BreakerState.HALF_OPEN;
    }
}
