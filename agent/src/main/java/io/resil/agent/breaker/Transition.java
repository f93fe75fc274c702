package io.resil.agent.breaker;

/** A breaker went from one state to another. Immutable. */
public final class Transition {

    public final BreakerState from;
    public final BreakerState to;

    /** In words, for logs: {@code threshold reached: 5/5}. */
    public final String reason;

    /** Nanoseconds since the breaker opened, failed probes included; 0 when it was not open. */
    public final long openNanos;

    /** Wall-clock milliseconds. */
    public final long atMillis;

    Transition(BreakerState from, BreakerState to, String reason, long openNanos, long atMillis) {
        this.from = from;
        this.to = to;
        this.reason = reason;
        this.openNanos = openNanos;
        this.atMillis = atMillis;
    }

    @Override
    public String toString() {
        return from + " -> " + to + " (" + reason + ")";
    }
}
