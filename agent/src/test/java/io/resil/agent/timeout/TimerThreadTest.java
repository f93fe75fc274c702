package io.resil.agent.timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real threads. Nothing here depends on how long anything takes. */
@Timeout(60)
class TimerThreadTest {

    private static final long SOON = 1;
    private static final long NEVER_IN_THIS_TEST = TimeUnit.DAYS.toNanos(1);

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final TimerThread timers = new TimerThread((place, fault) -> faults.add(place + ": " + fault.getMessage()));

    /** What a task finds out on the thread that runs it. */
    private static <T> T on(Consumer<Runnable> runner, Function<Thread, T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        runner.accept(() -> answer.complete(question.apply(Thread.currentThread())));
        return answer.get(30, TimeUnit.SECONDS);
    }

    @Test
    void threadsKeepNothingOfTheApplicationAlive() throws Exception {
        for (Consumer<Runnable> runner : List.<Consumer<Runnable>>of(
                task -> timers.schedule(SOON, task), timers::run, task -> timers.after(SOON, task))) {
            assertTrue(on(runner, Thread::isDaemon));
            assertNull(on(runner, Thread::getContextClassLoader));
            assertNull(on(runner, thread -> thread.getThreadGroup().getParent()));
        }
    }

    @Test
    void threadsInheritNoThreadLocals() throws Exception {
        InheritableThreadLocal<String> ofTheApplication = new InheritableThreadLocal<>();
        ofTheApplication.set("request context");
        assertNull(on(task -> timers.schedule(SOON, task), thread -> ofTheApplication.get()));
        assertNull(on(timers::run, thread -> ofTheApplication.get()));
    }

    @Test
    void clockIsOneThreadAndWhatMayBlockRunsElsewhere() throws Exception {
        Thread clock = on(task -> timers.schedule(SOON, task), Function.identity());
        assertSame(clock, on(task -> timers.schedule(SOON, task), Function.identity()));
        assertEquals("resil-timer", clock.getName());
        assertNotSame(clock, on(timers::run, Function.identity()));
        assertNotSame(clock, on(task -> timers.after(SOON, task), Function.identity()));
    }

    @Test
    void tasksThatBlockHoldUpNeitherTheClockNorEachOther() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            timers.after(SOON, () -> {
                blocked.countDown();
                await(release);
            });
        }
        assertTrue(blocked.await(30, TimeUnit.SECONDS));
        assertEquals("resil-timer", on(task -> timers.schedule(SOON, task), Thread::getName));
        release.countDown();
    }

    @Test
    void moreTasksThanThreadsWaitTheirTurn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1_000);
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 1_000; i++) {
            timers.run(() -> {
                workers.add(Thread.currentThread());
                await(release);
                done.countDown();
            });
        }
        release.countDown();
        assertTrue(done.await(30, TimeUnit.SECONDS));
        assertEquals(TimerThread.MOST_WORKERS, workers.size());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void faultOfATaskIsReportedByItsPlaceAndStopsNoOther() throws Exception {
        timers.schedule(SOON, () -> {
            throw new IllegalStateException("on the clock");
        });
        assertEquals("resil-timer", on(task -> timers.schedule(SOON, task), Thread::getName));
        CompletableFuture<String> reported = new CompletableFuture<>();
        new TimerThread((place, fault) -> reported.complete(place + ": " + fault.getMessage())).run(() -> {
            throw new AssertionError("in a worker");
        });
        assertEquals("timer task: in a worker", reported.get(30, TimeUnit.SECONDS));
        assertEquals(List.of("timer: on the clock"), List.copyOf(faults));
    }

    @Test
    void taskThatWasCancelledDoesNotRun() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        // the clock is held until all are cancelled, so that none can be too early
        CountDownLatch release = new CountDownLatch(1);
        timers.schedule(0, () -> await(release));
        List<Waiting.Cancel> tasks = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            tasks.add(
                    i % 2 == 0
                            ? timers.schedule(SOON, ran::incrementAndGet)
                            : timers.after(SOON, ran::incrementAndGet));
        }
        tasks.forEach(Waiting.Cancel::cancel);
        timers.schedule(NEVER_IN_THIS_TEST, ran::incrementAndGet).cancel();
        release.countDown();
        assertEquals("resil-timer", on(task -> timers.schedule(SOON, task), Thread::getName));
        assertEquals(0, ran.get());
    }
}
