package io.resil.agent.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ring of buckets against a list of every call there ever was. */
class CallWindowTest {

    private static final long WINDOW = 1_000;
    private static final long BUCKET = WINDOW / CallWindow.BUCKETS;

    /** A window beside the list of its calls. */
    private static final class Pair {

        record Call(long at, boolean isBad) {}

        private final long begin;
        private final CallWindow window;
        private final List<Call> calls = new ArrayList<>();
        private long passed;

        Pair(long begin) {
            this.begin = begin;
            this.window = new CallWindow(WINDOW, begin);
        }

        void pass(long nanos) {
            passed += nanos;
        }

        /** By a thread that read the clock a moment ago. */
        void call(boolean isBad, long ago) {
            long at = Math.max(0, passed - ago);
            window.add(isBad, begin + at);
            calls.add(new Call(at, isBad));
        }

        void compare() {
            long oldest = passed / BUCKET - CallWindow.BUCKETS + 1;
            List<Call> counted =
                    calls.stream().filter(call -> call.at / BUCKET >= oldest).toList();
            long counts = window.counts(begin + passed);
            assertEquals(counted.size(), CallWindow.calls(counts), "calls at " + passed);
            assertEquals(counted.stream().filter(Call::isBad).count(), CallWindow.bad(counts), "bad at " + passed);
        }

        @Override
        public String toString() {
            return "at " + passed + ": " + calls.size() + " calls";
        }
    }

    @Property
    void countsWhatAListOfAllCallsCounts(@ForAll("schedules") ActionChain<Pair> schedule) {
        schedule.withInvariant("counts", Pair::compare).run();
    }

    @Provide
    Arbitrary<ActionChain<Pair>> schedules() {
        return Arbitraries.longs().flatMap(begin -> ActionChain.startWith(() -> new Pair(begin))
                .withAction(6, new Calls())
                .withAction(3, new Steps())
                .withAction(1, new Jumps())
                .withMaxTransformations(60));
    }

    private static final class Calls implements Action.Independent<Pair> {
        @Override
        public Arbitrary<Transformer<Pair>> transformer() {
            return Arbitraries.of(true, false).flatMap(isBad -> Arbitraries.longs()
                    .between(0, BUCKET)
                    .map(ago -> Transformer.mutate(
                            (isBad ? "bad" : "good") + " call of " + ago + " ago", pair -> pair.call(isBad, ago))));
        }
    }

    private static final class Steps implements Action.Independent<Pair> {
        @Override
        public Arbitrary<Transformer<Pair>> transformer() {
            return Arbitraries.longs()
                    .between(1, 3 * BUCKET)
                    .map(nanos -> Transformer.mutate("after " + nanos, pair -> pair.pass(nanos)));
        }
    }

    /** As after a laptop's sleep. */
    private static final class Jumps implements Action.Independent<Pair> {
        @Override
        public Arbitrary<Transformer<Pair>> transformer() {
            return Arbitraries.longs()
                    .between(WINDOW / 2, 1_000_000_000_000_000L)
                    .map(nanos -> Transformer.mutate("long after, " + nanos, pair -> pair.pass(nanos)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -WINDOW, Long.MIN_VALUE, Long.MAX_VALUE - WINDOW / 2, Long.MAX_VALUE})
    void bucketsAreForgottenOneByOneWhereverTheClockStands(long begin) {
        CallWindow window = new CallWindow(WINDOW, begin);
        for (int i = 0; i < CallWindow.BUCKETS; i++) {
            window.add(i % 2 == 0, begin + i * BUCKET);
        }
        for (int i = 0; i < CallWindow.BUCKETS; i++) {
            long counts = window.counts(begin + WINDOW - 1 + i * BUCKET);
            assertEquals(CallWindow.BUCKETS - i, CallWindow.calls(counts));
            assertEquals((CallWindow.BUCKETS - i) / 2, CallWindow.bad(counts));
        }
        assertEquals(0, window.counts(begin + 2 * WINDOW));
    }

    @Example
    void aCallOfAWholeWindowAgoIsNotCountedAsANewOne() {
        CallWindow window = new CallWindow(WINDOW, 0);
        window.add(false, WINDOW + 5);
        window.add(true, 5);
        assertEquals(1, window.counts(WINDOW + 5));
    }

    @Example
    void aThreadThatReadTheClockBeforeTheWindowBeganCountsInItsFirstBucket() {
        CallWindow window = new CallWindow(WINDOW, 100);
        window.add(false, 99);
        assertEquals(1, window.counts(100));
    }

    @Example
    void noCallIsLostWhileThreadsReplaceTheBucketsBeneathEachOther() throws Exception {
        CallWindow window = new CallWindow(WINDOW, 0);
        AtomicLong clock = new AtomicLong();
        int threads = 4;
        long calls = 50_000L * threads;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> work = Collections.nCopies(threads, () -> {
                for (int i = 0; i < calls / threads; i++) {
                    // all within one window, so that each must still be there in the end
                    window.add(i % 4 == 0, clock.incrementAndGet() * (WINDOW - 1) / calls);
                }
                return null;
            });
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
        long counts = window.counts(WINDOW - 1);
        assertEquals(calls, CallWindow.calls(counts));
        assertEquals(calls / 4, CallWindow.bad(counts));
    }
}
