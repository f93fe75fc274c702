package io.resil.conformance;

/** The states that the literature knows, and those an operator forces. */
enum BreakerState {
    CLOSED,
    OPEN,
    HALF_OPEN,
    FORCED_OPEN
}
