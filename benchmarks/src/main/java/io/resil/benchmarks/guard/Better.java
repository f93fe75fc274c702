package io.resil.benchmarks.guard;

/** Which way a ratio may go without anybody minding. */
public enum Better {
    LOWER,
    HIGHER;

    /** Of a difference, or of two values by their difference: positive is worse. */
    double loss(double from, double to) {
        return this == LOWER ? to - from : from - to;
    }
}
