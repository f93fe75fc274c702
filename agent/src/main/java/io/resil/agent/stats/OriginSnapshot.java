package io.resil.agent.stats;

/** One origin of a service that has a breaker for each, at one moment. Immutable. */
public final class OriginSnapshot {

    /** {@code host:port}. */
    public final String origin;

    public final BreakerSnapshot breaker;

    public OriginSnapshot(String origin, BreakerSnapshot breaker) {
        this.origin = origin;
        this.breaker = breaker;
    }
}
