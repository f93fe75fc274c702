package io.resil.agent.timeout;

import io.resil.agent.call.Alarm;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Waiting;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * One daemon thread that keeps the time, and up to {@value #MOST_WORKERS} others for what may
 * block, which go again when there is nothing to do.
 */
public final class TimerThread implements Timers, Waiting {

    static final int MOST_WORKERS = 32;

    private static final int IDLE_SECONDS = 5;

    private final Alarms clock;
    private final ThreadPoolExecutor workers;
    private final BiConsumer<String, Throwable> faults;

    /** @param faults takes the name of the place and what a task threw there */
    public TimerThread(BiConsumer<String, Throwable> faults) {
        this(faults, new DaemonThreads("resil-timer"));
    }

    /**
     * @param faults takes the name of the place and what a task threw there
     * @param threads makes the one that keeps the time; it makes the others
     */
    public TimerThread(BiConsumer<String, Throwable> faults, ThreadFactory threads) {
        this.faults = faults;
        this.clock = new Alarms(threads, Ticker.SYSTEM, new Consumer<Throwable>() {
            @Override
            public void accept(Throwable fault) {
                faults.accept("timer", fault);
            }
        });
        clock.start();
        // many, as an abort that hangs in a socket must not hold up the next one; bounded, as a service that dies under
        // ten thousand asynchronous calls has them all wake at once
        this.workers = new ThreadPoolExecutor(
                MOST_WORKERS,
                MOST_WORKERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<Runnable>(),
                new DaemonThreads("resil-worker"));
        workers.allowCoreThreadTimeOut(true);
    }

    @Override
    public Cancel schedule(long nanos, Runnable task) {
        return clock.set(Ticker.SYSTEM.nanos(), nanos, task);
    }

    @Override
    public void set(Alarm alarm, long now, long nanos) {
        clock.set(alarm, now, nanos);
    }

    @Override
    public boolean forget(Alarm alarm) {
        return clock.forget(alarm);
    }

    @Override
    public void run(Runnable task) {
        workers.execute(new Guarded("timer task", task));
    }

    @Override
    public Cancel after(long nanos, Runnable task) {
        return schedule(nanos, new Runnable() {
            @Override
            public void run() {
                TimerThread.this.run(task);
            }
        });
    }

    /** A fault in a task would end in a future that nobody asks, or on the standard error of the application. */
    private final class Guarded implements Runnable {

        private final String place;
        private final Runnable task;

        Guarded(String place, Runnable task) {
            this.place = place;
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
            } catch (Throwable fault) {
                faults.accept(place, fault);
            }
        }
    }
}
