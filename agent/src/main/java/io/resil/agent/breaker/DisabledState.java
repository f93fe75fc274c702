package io.resil.agent.breaker;

/** All calls pass and none counts until an operator lifts it. */
final class DisabledState extends State implements Grant {

    private final String openedBecause;

    DisabledState(CircuitBreaker breaker, BreakerSettings settings, String openedBecause) {
        this(breaker, settings, breaker.wallMillis(), openedBecause);
    }

    private DisabledState(CircuitBreaker breaker, BreakerSettings settings, long sinceMillis, String openedBecause) {
        super(breaker, settings, sinceMillis, "disabled");
        this.openedBecause = openedBecause;
    }

    @Override
    State with(BreakerSettings newSettings) {
        return new DisabledState(breaker, newSettings, sinceMillis, openedBecause);
    }

    @Override
    BreakerState state() {
        return BreakerState.DISABLED;
    }

    @Override
    Admission admission() {
        return this;
    }

    @Override
    String openedBecause() {
        return openedBecause;
    }

    @Override
    boolean isLettingPass() {
        return true;
    }

    @Override
    public CircuitBreaker breaker() {
        return breaker;
    }

    @Override
    public boolean isProbe() {
        return false;
    }

    @Override
    public boolean isCurrent() {
        return breaker.isLettingPass();
    }
}
