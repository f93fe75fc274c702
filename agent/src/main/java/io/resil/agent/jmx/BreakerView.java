package io.resil.agent.jmx;

import io.resil.agent.stats.ServiceSnapshot;

/** What a {@link CircuitBreakerBean} reads and commands; see there for the operations. Thread-safe. */
public interface BreakerView {

    ServiceSnapshot snapshot();

    void forceOpen();

    void forceClosed();

    void disable();

    void enable();

    void resetStatistics();

    /** @throws IllegalArgumentException for a mode that does not exist */
    void setMode(String mode);
}
