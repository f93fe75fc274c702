package io.resil.agent.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WorstStateTest {

    private static BreakerSnapshot one(BreakerState state, long since, long untilProbe, String because, int failures) {
        return new BreakerSnapshot(state, since, untilProbe, because, failures);
    }

    private static BreakerSnapshot open(long since, long untilProbe, String because) {
        return one(BreakerState.OPEN, since, untilProbe, because, 0);
    }

    @Test
    void theWorseStateTakesAllFromTheBetter() {
        BreakerSnapshot worst = new WorstState()
                .add("a:1", one(BreakerState.CLOSED, 50, -1, "earlier", 4))
                .add("b:1", open(20, 7, "threshold reached: 5/5"))
                .snapshot();
        assertEquals(BreakerState.OPEN, worst.state);
        assertEquals(20, worst.sinceMillis);
        assertEquals(7, worst.nanosUntilProbe);
        assertEquals("b:1: threshold reached: 5/5", worst.openedBecause);
        assertEquals(0, worst.consecutiveFailures);
    }

    @Test
    void aBetterStateChangesNothing() {
        BreakerSnapshot worst = new WorstState()
                .add("b:1", open(20, 7, "b"))
                .add("a:1", one(BreakerState.CLOSED, 10, 1, "a", 4))
                .snapshot();
        assertEquals(BreakerState.OPEN, worst.state);
        assertEquals(20, worst.sinceMillis);
        assertEquals(7, worst.nanosUntilProbe);
        assertEquals("b:1: b", worst.openedBecause);
        assertEquals(0, worst.consecutiveFailures);
    }

    @Test
    void openSinceTheFirstOfThemOpenedAndClosedSinceTheLastOneClosed() {
        assertEquals(
                20,
                new WorstState()
                        .add("a", open(30, 9, "a"))
                        .add("b", open(20, 8, "b"))
                        .snapshot()
                        .sinceMillis);
        assertEquals(
                30,
                new WorstState()
                        .add("a", one(BreakerState.CLOSED, 30, -1, "", 0))
                        .add("b", one(BreakerState.CLOSED, 20, -1, "", 0))
                        .snapshot()
                        .sinceMillis);
        assertEquals(
                30,
                new WorstState()
                        .add("a", one(BreakerState.CLOSED, 20, -1, "", 0))
                        .add("b", one(BreakerState.CLOSED, 30, -1, "", 0))
                        .snapshot()
                        .sinceMillis);
    }

    @Test
    void theNextProbeOfAnyAndTheMostFailuresOfAny() {
        BreakerSnapshot worst = new WorstState()
                .add("a", one(BreakerState.OPEN, 1, 9, "", 2))
                .add("b", one(BreakerState.OPEN, 1, 8, "", 5))
                .add("c", one(BreakerState.OPEN, 1, 10, "", 3))
                .snapshot();
        assertEquals(8, worst.nanosUntilProbe);
        assertEquals(5, worst.consecutiveFailures);
    }

    @Test
    void theReasonIsThatOfTheLatestThatHasOne() {
        assertEquals("b: late", reason(open(10, 1, "early"), open(20, 1, "late")));
        assertEquals("a: late", reason(open(20, 1, "late"), open(10, 1, "early")));
        assertEquals("a: only", reason(open(10, 1, "only"), open(20, 1, "")));
        assertEquals("b: only", reason(open(20, 1, ""), open(10, 1, "only")));
        assertEquals("b: same", reason(open(10, 1, "as"), open(10, 1, "same")));
    }

    @Test
    void aReasonWithoutAnOriginStandsForItself() {
        assertEquals("r", new WorstState().add("", open(1, 1, "r")).snapshot().openedBecause);
    }

    private static String reason(BreakerSnapshot a, BreakerSnapshot b) {
        return new WorstState().add("a", a).add("b", b).snapshot().openedBecause;
    }
}
