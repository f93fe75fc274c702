package io.resil.agent.breaker;

/** The states of a circuit breaker, by the names they have in JMX and in logs. */
public enum BreakerState {
    CLOSED,
    OPEN,
    HALF_OPEN,
    /** Rejects until an operator lifts it. */
    FORCED_OPEN,
    /** Lets everything pass and counts nothing until an operator lifts it. */
    DISABLED
}
