package io.resil.agent.stats;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long answered attempts took, to two significant digits, from a microsecond to an hour (what is longer counts as an
 * hour).
 *
 * <p>Striped, as threads that record into one histogram wait for each other's cache lines: a {@code Recorder} would add
 * two more shared counters to each value. A stripe is made when a thread first needs it and has 26 kB. Recording
 * allocates nothing otherwise. Thread-safe.
 */
final class Latencies {

    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int DIGITS = 2;
    private static final int COARSE_DIGITS = 1;
    private static final int MOST_STRIPES = 8;

    private final int digits;
    private final AtomicReferenceArray<@Nullable AtomicHistogram> stripes;

    private Latencies(int digits, int stripes) {
        this.digits = digits;
        this.stripes = new AtomicReferenceArray<>(stripes);
    }

    Latencies() {
        this(DIGITS, stripes());
    }

    /** To one significant digit and without stripes: 2 kB, for what there may be a thousand of. */
    static Latencies coarse() {
        return new Latencies(COARSE_DIGITS, 1);
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
        stripe().recordValue(micros);
    }

    private AtomicHistogram stripe() {
        int index = (int) Thread.currentThread().getId() & (stripes.length() - 1);
        AtomicHistogram stripe = stripes.get(index);
        return stripe != null ? stripe : newStripe(index);
    }

    private AtomicHistogram newStripe(int index) {
        AtomicHistogram made = new AtomicHistogram(LONGEST_MICROS, digits);
        stripes.compareAndSet(index, null, made); // or another thread was first, and its stripe counts
        AtomicHistogram present = stripes.get(index);
        return present != null ? present : made;
    }

    /** Everything recorded so far, in microseconds; not to be changed. */
    Histogram merged() {
        Histogram merged = null;
        for (int i = 0; i < stripes.length(); i++) {
            AtomicHistogram stripe = stripes.get(i);
            if (stripe != null) {
                if (merged == null) {
                    merged = new Histogram(LONGEST_MICROS, digits);
                }
                merged.add(stripe);
            }
        }
        return merged == null ? None.HISTOGRAM : merged;
    }

    /** What services that are not called have in common: a thousand of their own would be 26 MB at each look. */
    private static final class None {
        static final Histogram HISTOGRAM = new Histogram(LONGEST_MICROS, COARSE_DIGITS);
    }
}
