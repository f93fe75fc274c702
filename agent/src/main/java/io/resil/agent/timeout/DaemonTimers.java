package io.resil.agent.timeout;

import io.resil.agent.call.Waiting;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Stand-in until the policy lands. */
public final class DaemonTimers implements Waiting {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, r -> {
        Thread t = new Thread(r, "resil-timer");
        t.setDaemon(true);
        return t;
    });

    @Override
    public Cancel after(long nanos, Runnable task) {
        ScheduledFuture<?> f = executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> f.cancel(false);
    }
}
