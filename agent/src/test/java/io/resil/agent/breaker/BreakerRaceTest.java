package io.resil.agent.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads that set out together. Whatever the machine makes of it, the outcome is one. */
class BreakerRaceTest {

    private static final int THREADS = 8;
    private static final int ROUNDS = 500;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicLong now = new AtomicLong();
    private final Queue<String> transitions = new ConcurrentLinkedQueue<>();

    @AfterEach
    void letGo() {
        threads.shutdownNow();
    }

    private CircuitBreaker breaker(int threshold) {
        BreakerSettings settings = new BreakerSettings(threshold, 60, 30, StatusSet.NONE);
        return new CircuitBreaker(settings, made -> transitions.add(made.from + " -> " + made.to), now::get, () -> 0);
    }

    /** All at once; what each returned. */
    private <T> List<T> together(Callable<T> each) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                return each.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            results.add(one.get(30, TimeUnit.SECONDS));
        }
        return results;
    }

    private static void fail(CircuitBreaker breaker) {
        breaker.record((Grant) breaker.tryAcquire(), Verdict.FAILURE, "refused");
    }

    private static List<Admission> grants(List<Admission> admissions) {
        return admissions.stream().filter(Grant.class::isInstance).toList();
    }

    @Test
    void oneOfManyThreadsGetsTheProbe() throws Exception {
        CircuitBreaker breaker = breaker(1);
        fail(breaker);
        for (int round = 0; round < ROUNDS; round++) {
            now.addAndGet(60);
            List<Admission> granted = grants(together(breaker::tryAcquire));
            assertEquals(1, granted.size(), "in round " + round);
            breaker.record((Grant) granted.get(0), Verdict.FAILURE, "refused");
        }
        assertEquals(1 + 2 * ROUNDS, transitions.size());
    }

    @Test
    void oneOfManyThreadsGetsThePlaceOfALostProbe() throws Exception {
        CircuitBreaker breaker = breaker(1);
        fail(breaker);
        now.addAndGet(60);
        breaker.tryAcquire();
        for (int round = 0; round < ROUNDS; round++) {
            now.addAndGet(30);
            assertEquals(1, grants(together(breaker::tryAcquire)).size(), "in round " + round);
        }
        assertEquals(List.of("CLOSED -> OPEN", "OPEN -> HALF_OPEN"), List.copyOf(transitions));
    }

    @Test
    void noFailureIsLostWhenManyEndTogether() throws Exception {
        CircuitBreaker breaker = breaker(ROUNDS * THREADS);
        Callable<Object> failing = () -> {
            fail(breaker);
            return "";
        };
        for (int round = 0; round < ROUNDS; round++) {
            assertEquals(round * THREADS, breaker.snapshot().consecutiveFailures);
            together(failing);
        }
        assertEquals(BreakerState.OPEN, breaker.snapshot().state);
        assertEquals(List.of("CLOSED -> OPEN"), List.copyOf(transitions));
    }

    @Test
    void opensOnceWhenMoreFailTogetherThanItTakes() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            CircuitBreaker breaker = breaker(3);
            List<Grant> admitted = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                admitted.add((Grant) breaker.tryAcquire());
            }
            ConcurrentLinkedQueue<Grant> open = new ConcurrentLinkedQueue<>(admitted);
            together(() -> {
                breaker.record(open.remove(), Verdict.FAILURE, "refused");
                return "";
            });
            assertEquals(List.of("CLOSED -> OPEN"), List.copyOf(transitions), "in round " + round);
            transitions.clear();
        }
    }
}
