package io.resil.agent.discover;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long answers took, in four buckets for each power of two microseconds, so off by a fifth at most; what took more
 * than an hour counts as an hour. Thread-safe.
 */
final class AnswerTimes {

    private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);
    private static final int BITS_WITHIN = 2;
    private static final int WITHIN = 1 << BITS_WITHIN;

    static final int BUCKETS = bucketOf(LONGEST_MICROS) + 1;

    /** Behind the buckets. */
    private static final int LAST_SEEN = BUCKETS;

    private final AtomicLongArray cells = new AtomicLongArray(BUCKETS + 1);

    void record(long nanos) {
        cells.incrementAndGet(bucketOf(Math.max(0, Math.min(LONGEST_MICROS, nanos / 1000))));
    }

    /** @param now nanoseconds of the ticker */
    void seen(long now) {
        cells.lazySet(LAST_SEEN, now);
    }

    long lastSeen() {
        return cells.get(LAST_SEEN);
    }

    void addTo(long[] sums) {
        for (int i = 0; i < BUCKETS; i++) {
            sums[i] += cells.get(i);
        }
    }

    static int bucketOf(long micros) {
        if (micros < WITHIN) {
            return (int) micros;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int within = (int) (micros >>> (power - BITS_WITHIN)) & (WITHIN - 1);
        return (power - BITS_WITHIN + 1) * WITHIN + within;
    }

    /** The longest time that falls into the bucket, microseconds. */
    static long longestOf(int bucket) {
        if (bucket < WITHIN) {
            return bucket;
        }
        int power = bucket / WITHIN + BITS_WITHIN - 1;
        long within = bucket % WITHIN;
        return ((WITHIN + within + 1) << (power - BITS_WITHIN)) - 1;
    }
}
