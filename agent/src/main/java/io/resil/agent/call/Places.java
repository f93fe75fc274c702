package io.resil.agent.call;

import java.util.concurrent.atomic.AtomicInteger;

/** So many places, to be taken and given back. Thread-safe, without locks. */
public final class Places {

    private final int all;
    private final AtomicInteger taken;

    /** @param all 0 or more */
    public Places(int all) {
        this(all, new AtomicInteger());
    }

    private Places(int all, AtomicInteger taken) {
        this.all = all;
        this.taken = taken;
    }

    /** The same places, of which there are more or fewer from now on: what is taken of these is taken of those. */
    public Places resized(int newAll) {
        return new Places(newAll, taken);
    }

    /** False when there is none. */
    public boolean tryTake() {
        while (true) {
            int before = taken.get();
            if (before >= all) {
                return false;
            }
            if (taken.compareAndSet(before, before + 1)) {
                return true;
            }
        }
    }

    /** To be called once for each that was taken. */
    public void giveBack() {
        taken.decrementAndGet();
    }

    /** How many are taken now. */
    public int taken() {
        return taken.get();
    }
}
