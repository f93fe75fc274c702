package io.resil.agent;

import io.resil.agent.breaker.BreakerState;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.jmx.BreakerView;
import io.resil.agent.route.Mode;
import io.resil.agent.route.Service;
import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.stats.ServiceStats;

/** One service, as an operator reads and commands it. Thread-safe. */
final class BreakerControl implements BreakerView {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Service service;
    private final ServiceStats stats;
    private final long startedMillis;

    BreakerControl(Service service, ServiceStats stats, long startedMillis) {
        this.service = service;
        this.stats = stats;
        this.startedMillis = startedMillis;
    }

    @Override
    public ServiceSnapshot snapshot() {
        return new ServiceSnapshot(
                service.id(), service.settings().name, service.mode().key(), breakerSnapshot(), stats.counts());
    }

    /** A service without a breaker lets everything pass, which is what DISABLED means. */
    private BreakerSnapshot breakerSnapshot() {
        CircuitBreaker breaker = service.breaker();
        if (breaker == null) {
            return new BreakerSnapshot(BreakerState.DISABLED.name(), startedMillis, -1, "", 0, 0);
        }
        io.resil.agent.breaker.BreakerSnapshot now = breaker.snapshot();
        return new BreakerSnapshot(
                now.state.name(),
                now.sinceMillis,
                now.nanosUntilProbe < 0 ? -1 : now.nanosUntilProbe / NANOS_PER_SECOND,
                now.openedBecause,
                breaker.settings().failureThreshold,
                now.consecutiveFailures);
    }

    @Override
    public void forceOpen() {
        breaker().forceOpen();
    }

    @Override
    public void forceClosed() {
        breaker().forceClosed();
    }

    @Override
    public void disable() {
        breaker().disable();
    }

    @Override
    public void enable() {
        breaker().enable();
    }

    private CircuitBreaker breaker() {
        CircuitBreaker breaker = service.breaker();
        if (breaker == null) {
            throw new IllegalStateException("service " + service.id() + " is configured with breaker: none");
        }
        return breaker;
    }

    @Override
    public void resetStatistics() {
        stats.reset();
    }

    @Override
    public void setMode(String mode) {
        for (Mode known : Mode.values()) {
            if (known.key().equalsIgnoreCase(mode)) {
                service.setMode(known);
                return;
            }
        }
        throw new IllegalArgumentException("mode = " + mode + ": must be enforce or off");
    }
}
