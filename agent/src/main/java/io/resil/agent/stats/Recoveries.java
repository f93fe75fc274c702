package io.resil.agent.stats;

import java.util.concurrent.TimeUnit;

/** How often a breaker opened and how long it took to close again. Thread-safe. */
final class Recoveries {

    private long opened;
    private long recovered;
    private double seconds;

    synchronized void opened() {
        opened++;
    }

    synchronized void recovered(long nanosOpen) {
        recovered++;
        seconds += (double) nanosOpen / TimeUnit.SECONDS.toNanos(1);
    }

    synchronized long timesOpened() {
        return opened;
    }

    synchronized long times() {
        return recovered;
    }

    /** NaN before the first recovery. */
    synchronized double meanSeconds() {
        return recovered == 0 ? Double.NaN : seconds / recovered;
    }

    synchronized void reset() {
        opened = 0;
        recovered = 0;
        seconds = 0;
    }
}
