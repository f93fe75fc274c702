package io.resil.agent.web;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs exchanges on up to {@value #THREADS} threads, each exchange for {@value #MILLIS} ms at most, from the first
 * byte of its request to the last of its answer: a client that dribbles or does not read holds a thread no longer.
 *
 * <p>The server has a limit of its own for that, in system properties of the whole JVM; those are the application's.
 * Thread-safe.
 */
final class TimeLimit implements Executor {

    static final int THREADS = 4;
    static final long MILLIS = 5000;

    private static final int IDLE_SECONDS = 30;

    private final ScheduledExecutorService clock;
    private final long millis;
    private final ThreadPoolExecutor threads;

    /** @param millis how long an exchange may take */
    TimeLimit(ScheduledExecutorService clock, ThreadFactory factory, long millis) {
        this.clock = clock;
        this.millis = millis;
        // no bound on what waits: an exchange is a connection, and the system bounds those
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<Runnable>(), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable exchange) {
        threads.execute(new Limited(exchange));
    }

    private final class Limited implements Runnable {

        private final Runnable exchange;
        /** Guarded by this; null when it is not running. */
        private @Nullable Thread runner;

        Limited(Runnable exchange) {
            this.exchange = exchange;
        }

        @Override
        public void run() {
            Future<?> limit = clock.schedule(
                    new Runnable() {
                        @Override
                        public void run() {
                            expire();
                        }
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
            runs(Thread.currentThread());
            try {
                exchange.run();
            } finally {
                runs(null);
                limit.cancel(false);
                // what came too late for this exchange must not hit the next one
                Thread.interrupted();
            }
        }

        private synchronized void runs(@Nullable Thread now) {
            runner = now;
        }

        /** Closes its channel: that is what an interrupt does to whoever reads or writes one. */
        private synchronized void expire() {
            if (runner != null) {
                runner.interrupt();
            }
        }
    }
}
