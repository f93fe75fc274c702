package io.resil.agent.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final double ALMOST_ONE = Math.nextDown(1.0);
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final Retrying retrying = new Retrying();

    private Duration wait(int retry) {
        return Duration.ofNanos(new Backoff(retrying.settings(), retrying.random()).nanos(retry));
    }

    private List<Long> waits(int retries) {
        return IntStream.rangeClosed(1, retries)
                .mapToObj(n -> wait(n).toMillis())
                .toList();
    }

    @Test
    void doublesFromOneSecond() {
        assertEquals(List.of(1000L, 2000L, 4000L), waits(3));
    }

    @Test
    void growsByTheMultiplierUpToTheLongestBackoff() {
        retrying.multiplier = 3;
        assertEquals(List.of(1000L, 3000L, 9000L, 27000L, 30000L, 30000L), waits(6));
        retrying.multiplier = 1;
        assertEquals(List.of(1000L, 1000L, 1000L), waits(3));
    }

    @Test
    void jitterReachesAFifthToEitherSide() {
        retrying.chance = 0;
        assertEquals(List.of(800L, 1600L, 3200L), waits(3));
        retrying.chance = 0.25;
        assertEquals(List.of(900L, 1800L, 3600L), waits(3));
        retrying.chance = ALMOST_ONE;
        assertTrue(wait(1).compareTo(Duration.ofMillis(1199)) > 0);
        assertTrue(wait(1).compareTo(Duration.ofMillis(1200)) <= 0);
    }

    @Test
    void waitIsDrawnFirstAndCappedThen() {
        retrying.chance = 0;
        assertEquals(25_600, wait(6).toMillis());
        assertEquals(30_000, wait(7).toMillis());
        retrying.chance = ALMOST_ONE;
        assertEquals(30_000, wait(6).toMillis());
    }

    @Test
    void noBackoffIsNoWait() {
        retrying.backoff = Duration.ZERO;
        retrying.chance = ALMOST_ONE;
        assertEquals(List.of(0L, 0L, 0L), waits(3));
    }

    @Test
    void manyRetriesStayWithinBounds() {
        retrying.multiplier = 1e300;
        retrying.jitter = 1;
        for (double chance : new double[] {0, 0.3, ALMOST_ONE}) {
            retrying.chance = chance;
            for (int retry = 2; retry < 1000; retry++) {
                long nanos = wait(retry).toNanos();
                assertTrue(nanos >= 0 && nanos <= retrying.maxBackoff.toNanos(), "retry " + retry + ": " + nanos);
            }
        }
    }

    @Test
    void askedTimeIsNeverCutShort() {
        Backoff backoff = new Backoff(retrying.settings(), retrying.random());
        long asked = Duration.ofSeconds(3).toNanos();
        retrying.chance = 0;
        assertEquals(asked, backoff.atLeast(asked));
        retrying.chance = 0.5;
        assertEquals(Duration.ofMillis(3300).toNanos(), backoff.atLeast(asked));
    }

    @Property
    void waitIsWithinTheJitterAroundThePlanAndNeverAboveTheCap(
            @ForAll @LongRange(min = 1, max = 3_600_000_000_000L) long backoffNanos,
            @ForAll @DoubleRange(min = 1, max = 10) double multiplier,
            @ForAll @LongRange(min = 1, max = 3_600_000_000_000L) long maxNanos,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @DoubleRange(min = 0, max = 0.99) double chance,
            @ForAll @IntRange(min = 1, max = 20) int retry) {
        retrying.backoff = Duration.ofNanos(backoffNanos);
        retrying.multiplier = multiplier;
        retrying.maxBackoff = Duration.ofNanos(maxNanos);
        retrying.jitter = jitter;
        retrying.chance = chance;
        double planned = (double) backoffNanos;
        for (int i = 1; i < retry; i++) {
            planned *= multiplier;
        }
        double rounding = 1 + planned * 1e-9;
        long nanos = wait(retry).toNanos();
        assertTrue(
                nanos >= Math.min((double) maxNanos, planned * (1 - jitter)) - rounding, () -> "too short: " + nanos);
        assertTrue(nanos <= Math.min((double) maxNanos, planned * (1 + jitter) + rounding), () -> "too long: " + nanos);
    }

    @Property
    void laterRetriesWaitNoLessForTheSameChance(
            @ForAll @DoubleRange(min = 1, max = 5) double multiplier,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @DoubleRange(min = 0, max = 0.99) double chance) {
        retrying.multiplier = multiplier;
        retrying.jitter = jitter;
        retrying.chance = chance;
        List<Long> waits = waits(12);
        assertEquals(waits.stream().sorted().toList(), waits);
    }

    @Property
    void askedTimeIsLengthenedByTheJitterAtMost(
            @ForAll @LongRange(min = 0, max = 8_760L * 3_600_000_000_000L) long asked,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @DoubleRange(min = 0, max = 0.99) double chance) {
        retrying.jitter = jitter;
        retrying.chance = chance;
        long nanos = new Backoff(retrying.settings(), retrying.random()).atLeast(asked);
        double exact = (double) asked;
        double rounding = exact * 1e-9;
        assertTrue(nanos >= exact - (asked > HOUR ? rounding : 0), () -> asked + " became " + nanos);
        assertTrue(nanos <= exact * (1 + jitter) + rounding + 1, () -> asked + " became " + nanos);
    }
}
