package io.resil.agent.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each transition out of an outage says how long that has lasted, wherever the clock stands. */
class OutageLengthTest {

    private static final int RECOVERY = 60;

    private final List<String> transitions = new ArrayList<>();
    private long now = Long.MAX_VALUE - 50;

    private final CircuitBreaker breaker = new CircuitBreaker(
            new BreakerSettings(1, RECOVERY, 30, StatusSet.NONE),
            made -> transitions.add(made.from + " after " + made.openNanos),
            () -> now,
            () -> 0);

    private Grant acquire() {
        return (Grant) breaker.tryAcquire();
    }

    @BeforeEach
    void opens() {
        breaker.record(acquire(), Verdict.FAILURE, "refused");
        transitions.clear();
    }

    @Test
    void goesOnThroughProbesUntilOneSucceeds() {
        now += RECOVERY;
        breaker.record(acquire(), Verdict.FAILURE, "refused");
        now += RECOVERY + 1;
        Grant probe = acquire();
        now += 2;
        breaker.record(probe, Verdict.SUCCESS, "");
        assertEquals(
                List.of("OPEN after 60", "HALF_OPEN after 60", "OPEN after 121", "HALF_OPEN after 123"), transitions);
    }

    @Test
    void endsWithTheOperatorWhoForcesItWhileAPlaceIsFree() {
        now += RECOVERY;
        breaker.record(acquire(), Verdict.NEUTRAL, "");
        now += 7;
        breaker.forceClosed();
        assertEquals(List.of("OPEN after 60", "HALF_OPEN after 67"), transitions);
    }

    @Test
    void beginsAnewWhenItIsForcedOpen() {
        now += 5;
        breaker.forceOpen();
        now += 9;
        breaker.enable();
        assertEquals(List.of("OPEN after 5", "FORCED_OPEN after 9"), transitions);
    }
}
