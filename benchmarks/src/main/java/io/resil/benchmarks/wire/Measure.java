package io.resil.benchmarks.wire;

import io.resil.benchmarks.guard.Better;
import org.jspecify.annotations.Nullable;

/** What is measured of each slice, and how one slice is compared with another. */
enum Measure {
    THROUGHPUT(0, "calls/s", 0, "calls/s, ratio", Better.HIGHER, 3),
    CPU(1, "CPU, us", 1, "CPU, us more", null, 2),
    P50(2, "p50, us", 1, "p50, us more", null, 2),
    P99(3, "p99, us", 0, "p99, ratio", Better.LOWER, 3),
    BYTES(4, "bytes", 0, "bytes more", null, 0);

    private final int column;
    final String title;
    final int digits;
    final String compared;
    final int comparedDigits;
    /** Of what is compared as a ratio, which later runs are held to; null for a difference. */
    final @Nullable Better ratio;

    Measure(int column, String title, int digits, String compared, @Nullable Better ratio, int comparedDigits) {
        this.column = column;
        this.title = title;
        this.digits = digits;
        this.compared = compared;
        this.ratio = ratio;
        this.comparedDigits = comparedDigits;
    }

    /** @param slice as {@link Slice#run} gave it */
    double of(double[] slice) {
        return slice[column];
    }

    double compare(double[] slice, double[] peer) {
        return ratio != null ? of(slice) / of(peer) : of(slice) - of(peer);
    }
}
