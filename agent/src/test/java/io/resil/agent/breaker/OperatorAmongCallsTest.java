package io.resil.agent.breaker;

import static io.resil.agent.breaker.BreakerState.CLOSED;
import static io.resil.agent.breaker.BreakerState.DISABLED;
import static io.resil.agent.breaker.BreakerState.FORCED_OPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

/** What an operator wants happens, also when the state changes under his hands. */
class OperatorAmongCallsTest {

    /** Happens between the look at a state and its replacement, for which a breaker reads the wall clock. */
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();

    private final CircuitBreaker breaker = new CircuitBreaker(
            new BreakerSettings(5, 60, 30, StatusSet.NONE), transition -> {}, () -> 0, this::wallMillis);

    private long wallMillis() {
        if (!meanwhile.isEmpty()) {
            meanwhile.remove().run();
        }
        return 0;
    }

    private void aCallFails() {
        breaker.record((Grant) breaker.tryAcquire(), Verdict.FAILURE, "refused");
    }

    @Test
    void forcesOpenThoughACallFailsMeanwhile() {
        meanwhile.add(this::aCallFails);
        breaker.forceOpen();
        assertEquals(FORCED_OPEN, breaker.state());
    }

    @Test
    void disablesThoughACallFailsMeanwhile() {
        meanwhile.add(this::aCallFails);
        breaker.disable();
        assertEquals(DISABLED, breaker.state());
    }

    @Test
    void forcesClosedAndForgetsThoughACallFailsMeanwhile() {
        meanwhile.add(this::aCallFails);
        breaker.forceClosed();
        assertEquals(0, breaker.snapshot().consecutiveFailures);
    }

    @Test
    void enablesThoughAnotherOperatorForcesOtherwiseMeanwhile() {
        breaker.disable();
        meanwhile.add(breaker::forceOpen);
        breaker.enable();
        assertEquals(CLOSED, breaker.state());
    }
}
