package io.resil.benchmarks.wire;

/** What is measured of each slice, and how one slice is compared with another. */
enum Measure {
    THROUGHPUT(0, "calls/s", 0, "calls/s, ratio", true, 3),
    CPU(1, "CPU, us", 1, "CPU, us more", false, 2),
    P50(2, "p50, us", 1, "p50, us more", false, 2),
    P99(3, "p99, us", 0, "p99, ratio", true, 3),
    BYTES(4, "bytes", 0, "bytes more", false, 0);

    private final int column;
    final String title;
    final int digits;
    final String compared;
    final int comparedDigits;
    private final boolean ratio;

    Measure(int column, String title, int digits, String compared, boolean ratio, int comparedDigits) {
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
        return ratio ? of(slice) / of(peer) : of(slice) - of(peer);
    }
}
