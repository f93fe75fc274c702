package io.resil.agent.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A breaker that goes on by other settings; what needs no window and no lost probe is in {@link BreakerExplorationTest}. */
class ReconfiguredBreakerTest {

    private static final RateRule HALF_OF_FOUR = new RateRule(50, 1_000, 4);

    private long now = 1;
    private final List<String> transitions = new ArrayList<>();
    private final CircuitBreaker breaker = breaker(settings(3, 60, 30, null));

    private CircuitBreaker breaker(BreakerSettings settings) {
        return new CircuitBreaker(settings, made -> transitions.add(made.toString()), () -> now, () -> 0);
    }

    private static BreakerSettings settings(int threshold, long recovery, long probe, @Nullable RateRule rate) {
        return new BreakerSettings(threshold, recovery, probe, StatusSet.NONE, rate, null, 0, false, false);
    }

    private static Grant admitted(CircuitBreaker breaker) {
        return assertInstanceOf(Grant.class, breaker.tryAcquire());
    }

    private static void ends(CircuitBreaker breaker, Verdict verdict) {
        breaker.record(admitted(breaker), verdict, "refused");
    }

    @Test
    void thresholdBelowTheFailuresSoFarOpensAtTheNextOne() {
        ends(breaker, Verdict.FAILURE);
        ends(breaker, Verdict.FAILURE);
        breaker.reconfigure(settings(1, 60, 30, null));
        assertEquals(BreakerState.CLOSED, breaker.state());
        ends(breaker, Verdict.FAILURE);
        assertEquals(List.of("CLOSED -> OPEN (threshold reached: 3/1)"), transitions);
    }

    @Test
    void callsUnderWayCountByTheNewSettings() {
        Grant first = admitted(breaker);
        Grant second = admitted(breaker);
        breaker.reconfigure(settings(2, 60, 30, null));
        breaker.record(first, Verdict.FAILURE, "refused");
        breaker.record(second, Verdict.FAILURE, "refused");
        assertEquals(List.of("CLOSED -> OPEN (threshold reached: 2/2)"), transitions);
    }

    @Test
    void probeUnderWayStillDecidesAndIsLostByTheNewTime() {
        for (int i = 0; i < 3; i++) {
            ends(breaker, Verdict.FAILURE);
        }
        now += 60;
        Grant probe = admitted(breaker);
        breaker.reconfigure(settings(3, 60, 40, null));
        now += 35;
        assertInstanceOf(Rejection.class, breaker.tryAcquire());
        breaker.record(probe, Verdict.SUCCESS, "");
        assertEquals(BreakerState.CLOSED, breaker.state());
    }

    @Test
    void windowGoesOnWhenItsRuleIsAsItWasAndBeginsAnewWhenNot() {
        CircuitBreaker kept = breaker(settings(99, 60, 30, HALF_OF_FOUR));
        CircuitBreaker anew = breaker(settings(99, 60, 30, HALF_OF_FOUR));
        for (CircuitBreaker each : List.of(kept, anew)) {
            ends(each, Verdict.SUCCESS);
            ends(each, Verdict.SUCCESS);
            ends(each, Verdict.FAILURE);
        }
        kept.reconfigure(settings(98, 50, 30, new RateRule(50, 1_000, 4)));
        anew.reconfigure(settings(99, 60, 30, new RateRule(40, 1_000, 4)));
        ends(kept, Verdict.FAILURE);
        ends(anew, Verdict.FAILURE);
        assertEquals(BreakerState.OPEN, kept.state());
        assertEquals(BreakerState.CLOSED, anew.state());
        assertEquals(2, anew.snapshot().consecutiveFailures);
    }

    @Test
    void windowThatWasNotThereBeforeCountsCallsThatAreUnderWay() {
        Grant early = admitted(breaker);
        breaker.reconfigure(settings(99, 60, 30, new RateRule(100, 1_000, 1)));
        breaker.record(early, Verdict.FAILURE, "refused");
        assertEquals(BreakerState.OPEN, breaker.state());
    }

    @Test
    void originsThatAreThereAndThoseThatComeGoOnByTheNewSettings() {
        OriginScene scene = new OriginScene(2);
        scene.answered("a", 500);
        scene.breakers.reconfigure(settings(1, 60, 30, null), "Renamed");
        scene.answered("a", 500);
        scene.answered("b", 500);
        assertEquals(BreakerState.OPEN, scene.state("a:80"));
        assertEquals(BreakerState.OPEN, scene.state("b:80"));
        scene.breakers.forceOpen();
        scene.breakers.reconfigure(settings(4, 60, 30, null), "Renamed");
        assertEquals(BreakerState.FORCED_OPEN, scene.state("a:80"));
        assertEquals(BreakerState.FORCED_OPEN, scene.breakers.forcedState());
    }
}
