package io.resil.conformance;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** For libraries that take no clock. */
final class RealTime {

    /** For what must happen: long enough for a machine that is busy. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private RealTime() {}

    /** Until so much has passed on the clock that the library reads. */
    static void pass(Duration time) {
        long begun = System.nanoTime();
        await(() -> System.nanoTime() - begun > time.toNanos());
    }

    /** @return whether it came true within {@link #PATIENCE} */
    static boolean await(BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }
}
