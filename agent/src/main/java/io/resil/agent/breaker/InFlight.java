package io.resil.agent.breaker;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts what has begun and what has ended, striped by threads, so that those that count do not wait for each other.
 * What began before somebody asks is never overlooked. Thread-safe and without locks.
 */
final class InFlight {

    private static final int MOST_STRIPES = 8;
    private static final int STRIPES = Math.min(
            MOST_STRIPES, 2 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));
    /** Longs of a cache line: each stripe has one, and in it both counters. */
    private static final int WIDTH = 8;

    private static final int BEGUN = 0;
    private static final int ENDED = 1;

    private final AtomicLongArray counters = new AtomicLongArray(STRIPES * WIDTH);

    void begin() {
        counters.getAndIncrement(stripe() + BEGUN);
    }

    void end() {
        counters.getAndIncrement(stripe() + ENDED);
    }

    private static int stripe() {
        return ((int) Thread.currentThread().getId() & (STRIPES - 1)) * WIDTH;
    }

    /** The ends first: whatever of them is seen, its beginning is seen too. */
    boolean isNone() {
        long ended = sum(ENDED);
        return sum(BEGUN) == ended;
    }

    private long sum(int which) {
        long sum = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            sum += counters.get(stripe * WIDTH + which);
        }
        return sum;
    }
}
