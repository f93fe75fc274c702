package io.resil.agent.timeout;

import io.resil.agent.call.Alarm;
import io.resil.agent.call.Waiting;

/** The one clock that timeouts are kept by, so that tests can turn its hands. Thread-safe. */
public interface Timers {

    /**
     * Runs a task once after so many nanoseconds, at once for 0 or less.
     *
     * @param task must neither block nor throw: it holds up all others
     * @return forgets the task, if it has not begun
     */
    Waiting.Cancel schedule(long nanos, Runnable task);

    /**
     * Runs an alarm once, in the same way. Allocates nothing, and for those who have just looked at the clock saves another
     * look.
     *
     * @param now {@link io.resil.agent.call.Ticker} nanoseconds of a moment ago, from which it counts
     */
    void set(Alarm alarm, long now, long nanos);

    /**
     * Forgets an alarm that was set.
     *
     * @return false when it was run, or will be any moment
     */
    boolean forget(Alarm alarm);

    /** Runs a task soon, on a thread that it may block. */
    void run(Runnable task);
}
