package io.resil.agent.call;

/** Runs things later, without a thread waiting for each. Thread-safe. */
public interface Waiting {

    /**
     * Runs a task once, after so many nanoseconds, on a daemon thread that it may block.
     *
     * @return cancels it, if it has not begun
     */
    Cancel after(long nanos, Runnable task);

    /** Takes a scheduled task back. */
    interface Cancel {
        void cancel();
    }
}
