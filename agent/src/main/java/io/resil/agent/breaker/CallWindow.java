package io.resil.agent.breaker;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of the latest stretch of time, and the bad ones among them, in a ring of buckets: each takes the calls
 * of a tenth of the window and is replaced when its turn comes again. So a call counts for nine tenths of the window to
 * the whole of it.
 *
 * <p>Thread-safe and without locks. Counting a call adds to one striped counter; a bucket is allocated when time enters
 * it and nothing else ever is.
 */
final class CallWindow {

    static final int BUCKETS = 10;

    private static final int CALL_BITS = 32;
    private static final long CALL = 1;
    private static final long BAD_CALL = CALL + (1L << CALL_BITS);

    private final AtomicReferenceArray<@Nullable Bucket> ring = new AtomicReferenceArray<>(BUCKETS);
    private final long begin;
    private final long bucketNanos;

    /**
     * Begins empty.
     *
     * @param nanos its length
     * @param now {@link io.resil.agent.call.Ticker} nanoseconds
     */
    CallWindow(long nanos, long now) {
        this.begin = now;
        this.bucketNanos = Math.max(1, nanos / BUCKETS);
    }

    void add(boolean isBad, long now) {
        Bucket bucket = bucket(numberAt(now));
        if (bucket != null) {
            bucket.add(isBad ? BAD_CALL : CALL);
        }
    }

    /** Null when that time is no longer in the window, as the thread was held up for all its length. */
    private @Nullable Bucket bucket(long number) {
        int slot = (int) (number % BUCKETS);
        while (true) {
            Bucket present = ring.get(slot);
            if (present != null && present.number >= number) {
                return present.number == number ? present : null;
            }
            Bucket fresh = new Bucket(number);
            if (ring.compareAndSet(slot, present, fresh)) {
                return fresh;
            }
        }
    }

    /** Both counts of one moment, to be read by {@link #calls} and {@link #bad}. */
    long counts(long now) {
        long oldest = numberAt(now) - BUCKETS + 1;
        long counts = 0;
        for (int slot = 0; slot < BUCKETS; slot++) {
            Bucket bucket = ring.get(slot);
            if (bucket != null && bucket.number >= oldest) {
                counts += bucket.sum();
            }
        }
        return counts;
    }

    static long calls(long counts) {
        return counts & ((1L << CALL_BITS) - 1);
    }

    static long bad(long counts) {
        return counts >>> CALL_BITS;
    }

    private long numberAt(long now) {
        return Math.max(0, now - begin) / bucketNanos;
    }

    /** One counter holds both counts, so that a call is counted by one addition. */
    @SuppressWarnings("serial") // never serialized
    private static final class Bucket extends LongAdder {

        /** How many buckets of time went before it. */
        final long number;

        Bucket(long number) {
            this.number = number;
        }
    }
}
