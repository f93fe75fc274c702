package io.resil.agent.breaker;

import io.resil.agent.call.Permit;

/** The call may pass, and gives this back with its outcome. */
public interface Grant extends Admission, Permit {

    @Override
    default Grant grant() {
        return this;
    }

    /** Whom to tell the outcome. */
    CircuitBreaker breaker();
}
