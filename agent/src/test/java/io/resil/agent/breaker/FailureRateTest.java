package io.resil.agent.breaker;

import static io.resil.agent.call.Verdict.FAILURE;
import static io.resil.agent.call.Verdict.NEUTRAL;
import static io.resil.agent.call.Verdict.SUCCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code breaker.failure-rate}: opens when too large a share of the calls in a window fails. */
class FailureRateTest {

    private static final Duration WINDOW = Duration.ofSeconds(30);

    private final BreakerScene scene = scene(50, 20, BreakerScene.NEVER);

    private static BreakerScene scene(int percent, int minimumCalls, int threshold) {
        RateRule rule = new RateRule(percent, WINDOW.toNanos(), minimumCalls);
        return new BreakerScene(BreakerScene.settings(threshold, rule, null, Duration.ZERO));
    }

    @Test
    void opensOnTheShareOfFailuresThatNeverComeInARow() {
        for (int i = 0; i < 9; i++) {
            scene.calls(1, SUCCESS);
            scene.calls(1, FAILURE);
        }
        scene.calls(1, SUCCESS);
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.calls(1, FAILURE);
        assertEquals(BreakerState.OPEN, scene.state());
        assertEquals("failure rate: 10 of 20 calls in 30s (50 %, limit 50 %)", scene.openedBecause());
        assertEquals(
                List.of("CLOSED -> OPEN (failure rate: 10 of 20 calls in 30s (50 %, limit 50 %))"), scene.transitions);
        assertTrue(scene.isRejecting());
    }

    @Test
    void staysClosedBelowTheLimit() {
        scene.calls(51, SUCCESS);
        scene.calls(50, FAILURE);
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.calls(1, FAILURE);
        assertEquals("failure rate: 51 of 102 calls in 30s (50 %, limit 50 %)", scene.openedBecause());
    }

    @Test
    void doesNotJudgeFewerThanTheMinimum() {
        scene.calls(19, FAILURE);
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.calls(1, FAILURE);
        assertEquals("failure rate: 20 of 20 calls in 30s (100 %, limit 50 %)", scene.openedBecause());
    }

    @Test
    void opensOnAFailureAndNotOnTheSuccessThatCompletesTheMinimum() {
        scene.calls(15, FAILURE);
        scene.calls(10, SUCCESS);
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.calls(1, FAILURE);
        assertEquals("failure rate: 16 of 26 calls in 30s (61 %, limit 50 %)", scene.openedBecause());
    }

    @Test
    void oneFailureOfAHundredPercentNeedsAllToFail() {
        BreakerScene all = scene(100, 1, BreakerScene.NEVER);
        all.calls(1, SUCCESS);
        all.calls(100, FAILURE);
        assertEquals(BreakerState.CLOSED, all.state());
        all.pass(WINDOW);
        all.calls(1, FAILURE);
        assertEquals("failure rate: 1 of 1 calls in 30s (100 %, limit 100 %)", all.openedBecause());
    }

    @Test
    void forgetsWhatIsOlderThanTheWindow() {
        scene.calls(15, FAILURE);
        scene.pass(WINDOW);
        scene.calls(15, FAILURE);
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.pass(Duration.ofSeconds(26));
        scene.calls(5, FAILURE);
        assertEquals("failure rate: 20 of 20 calls in 30s (100 %, limit 50 %)", scene.openedBecause());
    }

    @Test
    void consecutiveFailuresOpenItBesides() {
        BreakerScene both = scene(50, 20, 5);
        both.calls(100, SUCCESS);
        both.calls(5, FAILURE);
        assertEquals("threshold reached: 5/5", both.openedBecause());
    }

    @Test
    void neutralOutcomesDoNotCount() {
        scene.calls(19, FAILURE);
        scene.calls(100, NEUTRAL);
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.calls(1, FAILURE);
        assertEquals("failure rate: 20 of 20 calls in 30s (100 %, limit 50 %)", scene.openedBecause());
    }

    @Test
    void anEpochBeginsWithAnEmptyWindow() {
        scene.calls(20, FAILURE);
        scene.pass(BreakerScene.RECOVERY);
        scene.calls(1, SUCCESS);
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.calls(19, FAILURE);
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.breaker.forceClosed();
        scene.calls(19, FAILURE);
        assertEquals(BreakerState.CLOSED, scene.state());
    }

    @Test
    void anOutcomeCountsOnlyInTheEpochThatAdmittedItsCall() {
        Grant before = scene.admitted();
        scene.calls(19, FAILURE);
        scene.breaker.forceClosed();
        scene.calls(19, FAILURE);
        scene.ends(before, FAILURE, Duration.ZERO);
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.calls(1, FAILURE);
        assertEquals("failure rate: 20 of 20 calls in 30s (100 %, limit 50 %)", scene.openedBecause());
    }
}
