package io.resil.conformance;

/**
 * How a scenario wants its breaker.
 *
 * @param threshold consecutive failures that open it
 * @param loss how probes get lost in it: the subject sets whatever helps
 * @param clock what its clock does
 */
record BreakerNeeds(int threshold, Loss loss, ClockKind clock) {

    enum Loss {
        NONE,
        /** The call goes on and on. */
        HANGING_CALL,
        /** Whoever has the permit forgets it. */
        LOST_PERMIT
    }

    enum ClockKind {
        STEADY,
        /** Put back on the way, as happens to a clock of the wall. */
        PUT_BACK,
        /** A monotonic clock that overflows while the breaker is OPEN, as {@code nanoTime} may. */
        WRAPPING
    }

    static BreakerNeeds opensAfter(int threshold) {
        return new BreakerNeeds(threshold, Loss.NONE, ClockKind.STEADY);
    }

    BreakerNeeds losing(Loss what) {
        return new BreakerNeeds(threshold, what, clock);
    }

    BreakerNeeds on(ClockKind kind) {
        return new BreakerNeeds(threshold, loss, kind);
    }
}
