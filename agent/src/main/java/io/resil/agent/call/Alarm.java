package io.resil.agent.call;

/**
 * Something that is to be done at a time, unless it is called off before. Whoever keeps the time holds it as it is, which
 * saves an object for each of the many that are called off. Set at most once at a time.
 */
public abstract class Alarm implements Runnable {

    private long due;
    private int slot = -1;

    /** Of whoever keeps the time: when, by its own count. */
    public final long due() {
        return due;
    }

    /** Said before it lies anywhere, so whoever finds it there sees it. */
    public final void dueAt(long newDue) {
        due = newDue;
    }

    /** Of whoever keeps the time: where it lies for the one that has set it; negative before. */
    public final int slot() {
        return slot;
    }

    public final void liesAt(int newSlot) {
        slot = newSlot;
    }
}
