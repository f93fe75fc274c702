package io.resil.agent.breaker;

import static io.resil.agent.call.Verdict.FAILURE;
import static io.resil.agent.call.Verdict.NEUTRAL;
import static io.resil.agent.call.Verdict.SUCCESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.StatusSet;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** {@code breaker.max-recovery-timeout}: failed probes make the recovery time grow. */
class RecoveryTimeTest {

    private static final double MIDDLE = 0.5;

    private final BreakerScene scene = growing(Duration.ofMinutes(5));

    private static BreakerScene growing(Duration longest) {
        return new BreakerScene(BreakerScene.settings(1, null, null, longest));
    }

    private void draws(double... numbers) {
        for (double number : numbers) {
            scene.draws.add(number);
        }
    }

    private static long seconds(long seconds) {
        return seconds * 1_000_000_000;
    }

    /** Passes exactly so long as the breaker rejects, and has the probe fail. */
    private static void probeFailsAfter(BreakerScene scene, Duration recovery) {
        scene.pass(recovery.minusNanos(1));
        assertTrue(scene.isRejecting(), "still rejecting a moment before " + recovery);
        scene.pass(Duration.ofNanos(1));
        scene.calls(1, FAILURE);
    }

    @Test
    void doublesAtEachFailedProbeUpToTheLongest() {
        draws(MIDDLE, MIDDLE, MIDDLE, MIDDLE, MIDDLE);
        scene.calls(1, FAILURE);
        for (int seconds : List.of(60, 120, 240, 300)) {
            probeFailsAfter(scene, Duration.ofSeconds(seconds));
        }
        assertEquals(seconds(300), scene.breaker.snapshot().nanosUntilProbe);
    }

    @Test
    void eachTimeIsDrawnFromTheTenthBelowToTheTenthAbove() {
        draws(0, 0.75, 1, 0, 1);
        scene.calls(1, FAILURE);
        for (int seconds : List.of(54, 126, 264, 270)) {
            probeFailsAfter(scene, Duration.ofSeconds(seconds));
        }
        assertEquals(seconds(300), scene.breaker.snapshot().nanosUntilProbe, "never beyond the longest");
    }

    @Test
    void aRecoveryBeginsAnew() {
        draws(MIDDLE, MIDDLE, MIDDLE, MIDDLE);
        scene.calls(1, FAILURE);
        probeFailsAfter(scene, Duration.ofSeconds(60));
        scene.pass(Duration.ofMinutes(2));
        scene.calls(1, SUCCESS);
        scene.calls(1, FAILURE);
        probeFailsAfter(scene, Duration.ofSeconds(60));
        assertEquals(seconds(120), scene.breaker.snapshot().nanosUntilProbe);
    }

    @Test
    void anOperatorWhoClosesItBeginsAnewToo() {
        draws(MIDDLE, MIDDLE, MIDDLE);
        scene.calls(1, FAILURE);
        probeFailsAfter(scene, Duration.ofSeconds(60));
        scene.breaker.forceClosed();
        scene.calls(1, FAILURE);
        assertEquals(seconds(60), scene.breaker.snapshot().nanosUntilProbe);
    }

    @Test
    void aProbeThatProvesNothingOrIsLostLeavesItAsItIs() {
        draws(MIDDLE, MIDDLE);
        scene.calls(1, FAILURE);
        scene.pass(Duration.ofSeconds(60));
        scene.calls(1, NEUTRAL);
        scene.admitted();
        scene.pass(Duration.ofSeconds(30));
        assertFalse(scene.isRejecting(), "the lost probe freed its place");
        scene.pass(Duration.ofSeconds(30));
        scene.calls(1, FAILURE);
        assertEquals(seconds(120), scene.breaker.snapshot().nanosUntilProbe);
    }

    @Test
    void isExactAndTheSameWithoutALongest() {
        BreakerScene constant = growing(Duration.ZERO);
        constant.calls(1, FAILURE);
        for (int i = 0; i < 50; i++) {
            probeFailsAfter(constant, BreakerScene.RECOVERY);
        }
    }

    @Test
    void aLongestBelowTheFirstHoldsFromTheFirstOn() {
        BreakerScene short30 = growing(Duration.ofSeconds(30));
        short30.draws.addAll(List.of(MIDDLE, MIDDLE));
        short30.calls(1, FAILURE);
        probeFailsAfter(short30, Duration.ofSeconds(30));
    }

    @Property
    void staysWithinATenthOfThePlanAndNeverExceedsTheLongest(
            @ForAll @LongRange(min = 1, max = 31_536_000_000_000_000L) long first,
            @ForAll @LongRange(min = 1, max = 31_536_000_000_000_000L) long longest,
            @ForAll @IntRange(max = 100_000) int failedProbes,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double draw) {
        BreakerSettings settings = new BreakerSettings(1, first, 1, StatusSet.NONE, null, null, longest, false, false);
        long nanos = new RecoveryTime(() -> draw).nanos(settings, failedProbes);
        double plan =
                failedProbes > 60 ? longest : Math.min(Math.scalb((double) first, failedProbes), (double) longest);
        assertTrue(nanos <= longest);
        assertTrue(nanos >= (long) (plan * 0.9) - 1, () -> nanos + " for " + plan);
        assertTrue(nanos <= plan * 1.1 + 1, () -> nanos + " for " + plan);
    }
}
