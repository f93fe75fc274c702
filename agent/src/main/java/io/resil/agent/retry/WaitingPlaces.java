package io.resil.agent.retry;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the calls of a service that wait between attempts. Thread-safe. */
final class WaitingPlaces {

    private final int places;
    private final AtomicInteger taken = new AtomicInteger();

    WaitingPlaces(int places) {
        this.places = places;
    }

    boolean tryTake() {
        while (true) {
            int before = taken.get();
            if (before >= places) {
                return false;
            }
            if (taken.compareAndSet(before, before + 1)) {
                return true;
            }
        }
    }

    void giveBack() {
        taken.decrementAndGet();
    }

    int taken() {
        return taken.get();
    }
}
