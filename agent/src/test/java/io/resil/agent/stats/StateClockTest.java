package io.resil.agent.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateClockTest {

    /** Shortly before it wraps. */
    private long now = Long.MAX_VALUE - Duration.ofSeconds(2).toNanos();

    private String state = "CLOSED";
    private final StateClock clock = new StateClock(() -> now);

    private void pass(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private void becomes(String newState) {
        state = newState;
        clock.look();
    }

    private static Map<String, Double> times(double closed, double open, double halfOpen, double forced, double off) {
        return Map.of("CLOSED", closed, "OPEN", open, "HALF_OPEN", halfOpen, "FORCED_OPEN", forced, "DISABLED", off);
    }

    @Test
    void addsUpToTheTimeThatPassed() {
        clock.follow(() -> state);
        pass(10);
        becomes("OPEN");
        pass(60);
        becomes("HALF_OPEN");
        pass(1);
        becomes("OPEN");
        pass(60);
        becomes("FORCED_OPEN");
        pass(7);
        becomes("DISABLED");
        pass(3);
        assertEquals(times(10, 120, 1, 7, 3), clock.seconds());
    }

    @Test
    void goesOnBetweenLooks() {
        clock.follow(() -> state);
        pass(5);
        assertEquals(5, clock.seconds().get("CLOSED"));
        pass(5);
        assertEquals(10, clock.seconds().get("CLOSED"));
    }

    @Test
    void ofTwoWhoTellLateTheSecondChangesNothing() {
        clock.follow(() -> state);
        state = "OPEN";
        state = "HALF_OPEN";
        clock.look();
        clock.look();
        pass(4);
        assertEquals(times(0, 0, 4, 0, 0), clock.seconds());
    }

    @Test
    void resetBeginsAnewInTheSameState() {
        clock.follow(() -> state);
        pass(5);
        becomes("OPEN");
        pass(5);
        clock.reset();
        pass(2);
        assertEquals(times(0, 2, 0, 0, 0), clock.seconds());
    }

    @Test
    void countsNothingBeforeItHasABreaker() {
        pass(5);
        assertEquals(times(0, 0, 0, 0, 0), clock.seconds());
    }
}
