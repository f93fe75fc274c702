package io.resil.agent.stats;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** How long answered attempts took up to their head, at one moment. Immutable. */
public final class AttemptTimes {

    private static final double MICROS_PER_SECOND = 1e6;

    private final Histogram micros;

    /** @param micros that nobody changes any more */
    AttemptTimes(Histogram micros) {
        this.micros = micros;
    }

    /**
     * Sorts them into buckets. Counts are exact but at the bounds, which the histogram meets to two significant digits.
     *
     * @param bounds in seconds, inclusive, rising; the last may be infinite
     */
    public Buckets in(double... bounds) {
        long[] counts = new long[bounds.length];
        double sum = 0;
        int bucket = 0;
        for (HistogramIterationValue each : micros.recordedValues()) {
            double seconds = each.getValueIteratedTo() / MICROS_PER_SECOND;
            while (bucket < bounds.length - 1
                    && micros.lowestEquivalentValue(each.getValueIteratedTo()) / MICROS_PER_SECOND > bounds[bucket]) {
                bucket++;
            }
            counts[bucket] += each.getCountAtValueIteratedTo();
            sum += seconds * each.getCountAtValueIteratedTo();
        }
        return new Buckets(counts, sum);
    }

    /** How many there were up to each bound and above the one before it. Immutable by agreement. */
    public static final class Buckets {

        public final long[] counts;

        /** Seconds, of all of them. */
        public final double sum;

        Buckets(long[] counts, double sum) {
            this.counts = counts;
            this.sum = sum;
        }
    }
}
