package io.resil.agent.stats;

import java.util.concurrent.atomic.LongAdder;

/**
 * A striped counter that can be set to zero without losing what other threads count meanwhile: it never moves back, only
 * the zero moves up. Thread-safe.
 */
final class Counter {

    private final LongAdder total = new LongAdder();
    private volatile long zero;

    void increment() {
        total.increment();
    }

    void add(long more) {
        total.add(more);
    }

    /** Since the last {@link #reset}. */
    long value() {
        return total.sum() - zero;
    }

    /** Since the beginning, resets disregarded. */
    long total() {
        return total.sum();
    }

    void reset() {
        zero = total.sum();
    }
}
