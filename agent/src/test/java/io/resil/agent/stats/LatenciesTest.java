package io.resil.agent.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatenciesTest {

    private static final long HOUR = TimeUnit.HOURS.toMicros(1);

    private final Latencies latencies = new Latencies();
    private final Latencies none = new Latencies();

    private static void record(Latencies into, long micros) {
        into.record(TimeUnit.MICROSECONDS.toNanos(micros));
    }

    private Histogram histogram() {
        return latencies.recorded().with(none.recorded());
    }

    /** Every bound between two counters, from both sides. */
    @ParameterizedTest
    @EnumSource(Latencies.Resolution.class)
    void sharesCountersAsAHistogramDoes(Latencies.Resolution resolution) {
        Histogram histogram = new Histogram(HOUR, resolution.digits);
        for (int index = 1; index < resolution.counters; index++) {
            long least = resolution.leastOf(index);
            assertEquals(index, resolution.indexOf(least));
            assertEquals(index - 1, resolution.indexOf(least - 1));
            assertEquals(least, histogram.lowestEquivalentValue(least));
        }
        assertEquals(resolution.counters - 1, resolution.indexOf(HOUR));
    }

    @Test
    void saysWhatAHistogramSays() {
        Histogram histogram = new Histogram(HOUR, 2);
        for (int i = 0; i < 10_000; i++) {
            long micros = 1 + (long) Math.exp(ThreadLocalRandom.current().nextDouble() * Math.log((double) HOUR));
            histogram.recordValue(Math.min(HOUR, micros));
            record(latencies, micros);
        }
        for (double percentile : new double[] {0, 1, 50, 90, 99, 99.9, 100}) {
            assertEquals(histogram.getValueAtPercentile(percentile), histogram().getValueAtPercentile(percentile));
        }
        assertEquals(histogram.getTotalCount(), histogram().getTotalCount());
    }

    @Test
    void endsOfTheRangeTakeWhatIsBeyondThem() {
        latencies.record(0);
        latencies.record(Long.MAX_VALUE);
        assertEquals(1, histogram().getValueAtPercentile(0));
        assertTrue(histogram().getMaxValue() >= HOUR);
        assertEquals(2, histogram().getTotalCount());
    }

    @Test
    void resetHidesWhatWasRecordedAndForgetsNothing() {
        record(latencies, 100);
        latencies.reset();
        assertEquals(0, latencies.recorded().count());
        assertEquals(1, latencies.recorded().ever);
        record(latencies, 100);
        record(latencies, 3000);
        assertEquals(2, latencies.recorded().count());
        assertEquals(3, latencies.recorded().ever);
        assertEquals(2, histogram().getTotalCount());
        latencies.reset();
        assertEquals(0, histogram().getTotalCount());
    }

    @Test
    void addsUpTwo() {
        Latencies others = new Latencies();
        record(latencies, 100);
        record(others, 5);
        record(others, 700);
        Histogram both = latencies.recorded().with(others.recorded());
        assertEquals(3, both.getTotalCount());
        assertEquals(5, both.getValueAtPercentile(0));
        assertEquals(3, others.recorded().with(latencies.recorded()).getTotalCount());
    }

    @Test
    void countsWhatEveryStripeRecorded() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            Thread thread = new Thread(() -> record(latencies, 1000));
            thread.start();
            thread.join();
        }
        assertEquals(20, latencies.recorded().count());
    }
}
