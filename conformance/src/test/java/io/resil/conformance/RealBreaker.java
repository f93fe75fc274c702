package io.resil.conformance;

import java.time.Duration;

/** A breaker of a library that reads the clock of the machine. */
abstract class RealBreaker implements Breaker {

    /** Long enough for what must happen before it is over, on a machine that is busy. */
    static final Duration RECOVERY = Duration.ofSeconds(1);

    @Override
    public void passRecoveryTime() {
        RealTime.pass(RECOVERY);
    }

    /** For a library that knows no such time: it has a few recovery times. */
    @Override
    public void passProbeTime() {
        RealTime.pass(RECOVERY.multipliedBy(3));
    }

    @Override
    public void forceOpen() {
        throw new Missing("no operation that forces it open");
    }

    @Override
    public void forceClosed() {
        throw new Missing("no operation that forces it closed");
    }

    @Override
    public void stepWallClockBack() {
        throw new Missing("takes no clock");
    }
}
