package io.resil.conformance;

import org.jspecify.annotations.Nullable;

/** A breaker as a user of its library has it. */
interface Breaker {

    /** A call asks to pass; null when it must not. */
    @Nullable
    Passage tryPass();

    BreakerState state();

    /** The time that it stays OPEN passes. */
    void passRecoveryTime();

    /** The time passes after which a probe that never answers is given up; a few recovery times where there is none. */
    void passProbeTime();

    void forceOpen();

    void forceClosed();

    /** The clock of the wall is put back by an hour. */
    void stepWallClockBack();
}
