package io.resil.agent.stats;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long answered attempts took, to two significant digits, from a microsecond to an hour (what is longer counts as an
 * hour).
 *
 * <p>To record is one addition to one counter of an array; a concurrent histogram would add to its total too, and look at
 * its least and greatest. The counters are those of a {@link Histogram}, which is made of them for those who read. They are
 * striped, as threads that add to one array wait for each other's cache lines. A stripe is made when a thread first needs
 * it and has 26 kB. Recording allocates nothing otherwise. Thread-safe.
 */
final class Latencies {

    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int MOST_STRIPES = 8;

    private final Resolution resolution;
    /** Each null until it is needed. Read without order: one that is seen is seen whole, as its only field is final. */
    private final @Nullable AtomicLongArray[] stripes;

    /** What had been counted when it was reset last, as nothing else sets a counter back without losing what comes then. */
    private volatile long @Nullable [] zero;

    private Latencies(Resolution resolution, int stripes) {
        this.resolution = resolution;
        this.stripes = new AtomicLongArray[stripes];
    }

    Latencies() {
        this(Resolution.FINE, stripes());
    }

    /** To one significant digit and without stripes: 2 kB, for what there may be a thousand of. */
    static Latencies coarse() {
        return new Latencies(Resolution.COARSE, 1);
    }

    /** Twice the processors, as threads are dealt to stripes blindly. */
    private static int stripes() {
        return Math.min(MOST_STRIPES, 2 * powerOfTwo(Runtime.getRuntime().availableProcessors()));
    }

    private static int powerOfTwo(int atLeast) {
        return Integer.highestOneBit(2 * atLeast - 1);
    }

    void record(long nanos) {
        long micros = Math.max(1, Math.min(LONGEST_MICROS, nanos / 1000));
        stripe().getAndIncrement(resolution.indexOf(micros));
    }

    private AtomicLongArray stripe() {
        int index = (int) Thread.currentThread().getId() & (stripes.length - 1);
        AtomicLongArray stripe = stripes[index];
        return stripe != null ? stripe : newStripe(index);
    }

    private synchronized AtomicLongArray newStripe(int index) {
        AtomicLongArray stripe = stripes[index];
        if (stripe == null) {
            stripe = new AtomicLongArray(resolution.counters);
            stripes[index] = stripe;
        }
        return stripe;
    }

    void reset() {
        zero = everRecorded();
    }

    /** How often each counter was added to, resets disregarded; empty before the first time. */
    private synchronized long[] everRecorded() {
        long[] counts = {};
        for (AtomicLongArray stripe : stripes) {
            if (stripe != null) {
                counts = counts.length == 0 ? new long[resolution.counters] : counts;
                for (int index = 0; index < counts.length; index++) {
                    counts[index] += stripe.get(index);
                }
            }
        }
        return counts;
    }

    /** What is recorded at one moment. */
    Recorded recorded() {
        long[] known = zero; // first, so that what is counted meanwhile is not behind it
        long[] counts = everRecorded();
        long ever = sum(counts);
        if (known != null) {
            for (int index = 0; index < known.length; index++) {
                counts[index] -= known[index];
            }
        }
        return new Recorded(resolution, counts, ever);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** The counters as they were. Immutable by agreement. */
    static final class Recorded {

        private final Resolution resolution;
        /** Since the last reset; empty where nothing ever was recorded. */
        private final long[] counts;

        /** How many were recorded, resets disregarded. */
        final long ever;

        private Recorded(Resolution resolution, long[] counts, long ever) {
            this.resolution = resolution;
            this.counts = counts;
            this.ever = ever;
        }

        /** How many were recorded since the last reset. */
        long count() {
            return sum(counts);
        }

        /** Microseconds, since the last reset, of both, which have the same resolution; not to be changed. */
        Histogram with(Recorded other) {
            if (counts.length == 0 && other.counts.length == 0) {
                return None.HISTOGRAM;
            }
            Histogram micros = new Histogram(LONGEST_MICROS, resolution.digits);
            addTo(micros);
            other.addTo(micros);
            return micros;
        }

        private void addTo(Histogram micros) {
            for (int index = 0; index < counts.length; index++) {
                if (counts[index] > 0) {
                    micros.recordValueWithCount(resolution.leastOf(index), counts[index]);
                }
            }
        }
    }

    /** What services that are not called have in common: a thousand of their own would be 26 MB at each look. */
    private static final class None {
        static final Histogram HISTOGRAM = new Histogram(LONGEST_MICROS, Resolution.COARSE.digits);
    }

    /**
     * Which values share a counter: those of the same leading bits, as in a {@link Histogram} of so many digits. Small
     * values have a counter each, and from there on each power of two has half as many.
     */
    enum Resolution {
        FINE(2, 8),
        COARSE(1, 5);

        final int digits;
        final int counters;
        private final int bits;

        /** @param bits of a value that tell it from others: ten to the digits, doubled, and up to a power of two */
        Resolution(int digits, int bits) {
            this.digits = digits;
            this.bits = bits;
            this.counters = indexOf(LONGEST_MICROS) + 1;
        }

        int indexOf(long value) {
            int dropped = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - bits);
            return (dropped << (bits - 1)) + (int) (value >>> dropped);
        }

        /** The least of the values that share it. */
        long leastOf(int index) {
            int dropped = Math.max(0, (index >>> (bits - 1)) - 1);
            return (long) (index - (dropped << (bits - 1))) << dropped;
        }
    }
}
