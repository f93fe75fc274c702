package io.resil.agent.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class AttemptTimesTest {

    private static final double[] BOUNDS = {0.005, 0.1, 30, Double.POSITIVE_INFINITY};

    private static AttemptTimes.Buckets of(long... micros) {
        Histogram histogram = new Histogram(3_600_000_000L, 2);
        for (long each : micros) {
            histogram.recordValue(each);
        }
        return new AttemptTimes(histogram).in(BOUNDS);
    }

    @Test
    void sortsEachIntoTheFirstBucketThatHoldsIt() {
        assertArrayEquals(new long[] {2, 1, 1, 1}, of(1, 4_000, 80_000, 200_000, 45_000_000).counts);
    }

    @Test
    void boundBelongsToItsBucket() {
        assertArrayEquals(new long[] {1, 1, 1, 0}, of(5_000, 100_000, 30_000_000).counts);
    }

    @Test
    void bucketsWithoutAnyAreZero() {
        assertArrayEquals(new long[] {0, 0, 0, 0}, of().counts);
        assertArrayEquals(new long[] {0, 0, 0, 2}, of(40_000_000, 50_000_000).counts);
        assertEquals(0, of().sum);
    }

    @Test
    void sumIsThatOfTheTimesToTwoDigits() {
        assertEquals(1.25, of(1_000_000, 250_000).sum, 0.0125);
    }
}
