package io.resil.conformance.concurrency;

/** Which times of a breaker are over, under a clock that stands still: those of length 0. */
enum Times {
    RECOVERING(0, 1),
    NOT_RECOVERING(1, 1),
    LOSING_PROBES(0, 0);

    static final int THRESHOLD = 2;

    final long recovery;
    final long probe;

    Times(long recovery, long probe) {
        this.recovery = recovery;
        this.probe = probe;
    }
}
