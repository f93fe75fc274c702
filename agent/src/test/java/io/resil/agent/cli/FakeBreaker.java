package io.resil.agent.cli;

import io.resil.agent.jmx.BreakerView;
import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.stats.ServiceStats;

/** A breaker that is in the state it was told to be in. */
final class FakeBreaker implements BreakerView {

    static final long SINCE = 1_000_000;

    private final String service;
    private final double secondsUntilProbe;
    private final String openedBecause;
    private String mode = "enforce";
    private String state;

    FakeBreaker(String service, String state, double secondsUntilProbe, String openedBecause) {
        this.service = service;
        this.state = state;
        this.secondsUntilProbe = secondsUntilProbe;
        this.openedBecause = openedBecause;
    }

    @Override
    public ServiceSnapshot snapshot() {
        return new ServiceSnapshot(
                service,
                service,
                mode,
                new BreakerSnapshot(state, SINCE, secondsUntilProbe, openedBecause, 5, 0),
                new ServiceStats(() -> SINCE).counts());
    }

    @Override
    public void forceOpen() {
        state = "FORCED_OPEN";
    }

    @Override
    public void forceClosed() {
        state = "CLOSED";
    }

    @Override
    public void disable() {
        throw new IllegalStateException("service " + service + " is configured with breaker: none");
    }

    @Override
    public void enable() {
        state = "CLOSED";
    }

    @Override
    public void resetStatistics() {}

    @Override
    public void setMode(String newMode) {
        mode = newMode;
    }
}
