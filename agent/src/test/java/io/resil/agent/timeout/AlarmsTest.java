package io.resil.agent.timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.Waiting;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread that keeps the time, against the real clock. Nothing here depends on how long anything takes. */
@Timeout(60)
class AlarmsTest {

    /** It wraps during the test. */
    private final AtomicLong shift = new AtomicLong(Long.MAX_VALUE - System.nanoTime() - 2_000_000);

    private final AtomicInteger looks = new AtomicInteger();
    private final Alarms alarms = new Alarms(
            new DaemonThreads("alarms"),
            () -> {
                if (Thread.currentThread().getName().equals("alarms")) {
                    looks.incrementAndGet();
                }
                return now();
            },
            fault -> {});

    AlarmsTest() {
        alarms.start();
    }

    private long now() {
        return System.nanoTime() + shift.get();
    }

    private Waiting.Cancel set(long nanos, Runnable task) {
        return alarms.set(now(), nanos, task);
    }

    @Test
    void taskThatIsDueBeforeTheOthersIsNotHeldUp() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        set(Long.MAX_VALUE, () -> {});
        set(TimeUnit.DAYS.toNanos(1), () -> {});
        set(1_000_000, done::countDown);
        done.await();
    }

    @Test
    void noTaskRunsBeforeItsTime() throws Exception {
        int count = 200;
        CountDownLatch done = new CountDownLatch(count);
        AtomicInteger early = new AtomicInteger();
        Random random = new Random(1);
        for (int i = 0; i < count; i++) {
            long from = now();
            long nanos = random.nextInt(20_000_000);
            alarms.set(from, nanos, () -> {
                if (now() - from < nanos) {
                    early.incrementAndGet();
                }
                done.countDown();
            });
        }
        done.await();
        assertEquals(0, early.get());
    }

    @Test
    void noneIsForgottenWhileOthersComeAndGo() throws Exception {
        int threads = 4;
        int count = 5_000;
        CountDownLatch done = new CountDownLatch(threads * count);
        ExecutorService busy = Executors.newFixedThreadPool(threads);
        for (int thread = 0; thread < threads; thread++) {
            busy.execute(() -> {
                for (int i = 0; i < count; i++) {
                    set(TimeUnit.SECONDS.toNanos(3), () -> {}).cancel();
                    set(i % 7 * 100_000L, done::countDown);
                }
            });
        }
        done.await();
        busy.shutdown();
    }

    @Test
    void taskThatSetsItselfAgainRunsAgain() throws Exception {
        CountDownLatch done = new CountDownLatch(50);
        Runnable[] task = new Runnable[1];
        task[0] = () -> {
            done.countDown();
            set(100_000, task[0]);
        };
        task[0].run();
        done.await();
    }

    @Test
    void callsThatEndInTimeDoNotWakeTheThread() {
        for (int i = 0; i < 100_000; i++) {
            set(TimeUnit.HOURS.toNanos(1), () -> {}).cancel();
        }
        int seen = looks.get();
        assertTrue(seen < 1_000, () -> seen + " looks at the clock");
    }
}
