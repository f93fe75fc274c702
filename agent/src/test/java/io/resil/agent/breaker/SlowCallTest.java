package io.resil.agent.breaker;

import static io.resil.agent.call.Verdict.FAILURE;
import static io.resil.agent.call.Verdict.NEUTRAL;
import static io.resil.agent.call.Verdict.SUCCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.call.CallListener;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code breaker.slow-call}: opens when too large a share of the calls in a window is slow. */
class SlowCallTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration SLOW = LIMIT.plusNanos(1);
    private static final Duration FAST = LIMIT;

    private final BreakerScene scene = scene(null, 5);

    private static BreakerScene scene(RateRule failureRate, int threshold) {
        RateRule rate = new RateRule(40, Duration.ofMillis(1500).toNanos(), 10);
        return new BreakerScene(
                BreakerScene.settings(threshold, failureRate, new SlowCallRule(LIMIT.toNanos(), rate), Duration.ZERO));
    }

    @Test
    void opensOnTheShareOfSuccessesThatAreSlow() {
        scene.calls(6, SUCCESS, FAST);
        scene.calls(3, SUCCESS, SLOW);
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.calls(1, SUCCESS, SLOW);
        assertEquals(BreakerState.OPEN, scene.state());
        assertEquals(
                "slow calls: 4 of 10 calls in 1500ms took longer than 2s (40 %, limit 40 %)", scene.openedBecause());
    }

    @Test
    void aFailureIsSlowByItsTimeAlone() {
        for (int i = 0; i < 3; i++) {
            scene.calls(1, SUCCESS, FAST);
            scene.calls(1, FAILURE, SLOW);
            scene.calls(1, FAILURE, FAST);
        }
        assertEquals(BreakerState.CLOSED, scene.state());
        scene.calls(1, FAILURE, SLOW);
        assertEquals(
                "slow calls: 4 of 10 calls in 1500ms took longer than 2s (40 %, limit 40 %)", scene.openedBecause());
    }

    @Test
    void aSlowSuccessForgetsConsecutiveFailures() {
        scene.calls(4, FAILURE, FAST);
        assertEquals(4, scene.breaker.snapshot().consecutiveFailures);
        scene.calls(1, SUCCESS, SLOW);
        assertEquals(0, scene.breaker.snapshot().consecutiveFailures);
    }

    @Test
    void neutralOutcomesDoNotCountHoweverSlow() {
        scene.calls(100, NEUTRAL, SLOW);
        assertEquals(BreakerState.CLOSED, scene.state());
    }

    @Test
    void eachRuleHasAWindowOfItsOwn() {
        RateRule failureRate = new RateRule(50, Duration.ofSeconds(30).toNanos(), 4);
        BreakerScene both = scene(failureRate, BreakerScene.NEVER);
        both.calls(2, SUCCESS, SLOW);
        both.calls(1, FAILURE, SLOW);
        both.pass(Duration.ofSeconds(10));
        assertEquals(BreakerState.CLOSED, both.state());
        both.calls(1, FAILURE, FAST);
        assertEquals("failure rate: 2 of 4 calls in 30s (50 %, limit 50 %)", both.openedBecause());
    }

    @Test
    void theProbeIsJudgedByItsAnswerHoweverSlow() {
        scene.calls(10, SUCCESS, SLOW);
        assertEquals(BreakerState.OPEN, scene.state());
        scene.pass(BreakerScene.RECOVERY);
        scene.calls(1, SUCCESS, SLOW);
        assertEquals(BreakerState.CLOSED, scene.state());
    }

    /** The one scene with a policy and its attempts in between. */
    @Test
    void theTimeOfAnAttemptIsThatFromItsStartToItsHead() {
        SlowCallRule rule = new SlowCallRule(
                LIMIT.toNanos(), new RateRule(100, Duration.ofSeconds(30).toNanos(), 1));
        BreakerSettings settings = BreakerScene.settings(BreakerScene.NEVER, null, rule, Duration.ZERO);
        OriginScene scene = new OriginScene(1, new CallListener() {}, settings);
        OriginScene.Call fast = scene.begun("a");
        scene.pass(Duration.ofMillis(1998));
        fast.end(200);
        assertEquals(BreakerState.CLOSED, scene.state("a:80"));
        scene.pass(Duration.ofSeconds(30));
        OriginScene.Call slow = scene.begun("a");
        scene.pass(Duration.ofMillis(1999));
        slow.end(200);
        assertEquals(BreakerState.OPEN, scene.state("a:80"));
    }
}
