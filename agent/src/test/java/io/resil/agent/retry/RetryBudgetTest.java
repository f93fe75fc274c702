package io.resil.agent.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.PlannedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Verdict;
import io.resil.agent.timeout.Limit;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong(SECOND);

    private RetryBudget budget(double ratio, double minPerSecond) {
        return new RetryBudget(new BudgetSettings(ratio, minPerSecond), now::get);
    }

    private static int takeAll(RetryBudget budget) {
        int taken = 0;
        while (budget.tryTake()) {
            taken++;
        }
        return taken;
    }

    @Test
    void beginsWithAHundred() {
        assertEquals(100, takeAll(budget(0.2, 0)));
    }

    @Test
    void getsATokenOfEveryFifthCall() {
        RetryBudget budget = budget(0.2, 0);
        takeAll(budget);
        for (int call = 0; call < 4; call++) {
            budget.add();
        }
        assertFalse(budget.tryTake());
        budget.add();
        assertTrue(budget.tryTake());
        assertFalse(budget.tryTake());
    }

    @Test
    void getsTenTokensASecondWithoutAnyCall() {
        RetryBudget budget = budget(0, 10);
        takeAll(budget);
        now.addAndGet(SECOND / 10 - 1);
        assertFalse(budget.tryTake());
        now.addAndGet(1);
        assertTrue(budget.tryTake());
        now.addAndGet(SECOND);
        assertEquals(10, takeAll(budget));
    }

    @Test
    void holdsNoMoreThanAHundredHoweverLongItRested() {
        RetryBudget budget = budget(5, 10);
        for (int call = 0; call < 1000; call++) {
            budget.add();
        }
        now.addAndGet(365 * 24 * 3600 * SECOND);
        assertEquals(100, takeAll(budget));
    }

    @Test
    void addsNothingForAClockThatStepsBackAndGoesOnFromThere() {
        RetryBudget budget = budget(0, 10);
        takeAll(budget);
        now.addAndGet(-3600 * SECOND);
        assertFalse(budget.tryTake());
        now.addAndGet(SECOND);
        assertEquals(10, takeAll(budget));
    }

    @Test
    void goesOnWhereTheClockWraps() {
        now.set(Long.MAX_VALUE - SECOND / 2);
        RetryBudget budget = budget(0, 10);
        takeAll(budget);
        now.addAndGet(SECOND);
        assertTrue(now.get() < 0);
        assertEquals(10, takeAll(budget));
    }

    /** One step: the time that passes, and whether a call begins or a retry asks. */
    record Event(long nanos, boolean call) {}

    @Provide
    Arbitrary<Event> events() {
        Arbitrary<Long> nanos = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 1000),
                Arbitraries.longs().between(0, SECOND),
                Arbitraries.longs().between(0, 20 * SECOND));
        return nanos.flatMap(each -> Arbitraries.of(true, false, false).map(call -> new Event(each, call)));
    }

    @Property
    void countsLikeABucketThatIsFilledAllTheTime(
            @ForAll long origin,
            @ForAll @DoubleRange(min = 0, max = 2) double ratio,
            @ForAll @DoubleRange(min = 0, max = 50) double perSecond,
            @ForAll("events") Event first,
            @ForAll @Size(max = 400) List<@net.jqwik.api.From("events") Event> events) {
        now.set(origin);
        RetryBudget budget = budget(ratio, perSecond);
        takeAll(budget);
        double model = 0;
        List<Event> all = new ArrayList<>(events);
        all.add(0, first);
        for (Event event : all) {
            now.addAndGet(event.nanos);
            model = Math.min(100, model + perSecond * event.nanos / SECOND);
            if (event.call) {
                budget.add();
                model = Math.min(100, model + ratio);
            } else if (Math.abs(model - 1) < 1e-6) {
                model = budget.tryTake() ? 0 : model; // neither is wrong within what is lost by rounding
            } else {
                boolean taken = budget.tryTake();
                assertEquals(model >= 1, taken);
                model -= taken ? 1 : 0;
            }
        }
    }

    @Test
    void givesEachTokenOnceToManyThreads() throws InterruptedException {
        RetryBudget budget = budget(0.5, 0);
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch ready = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        takeAll(budget);
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                try {
                    ready.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                for (int n = 0; n < 20_000; n++) {
                    budget.add();
                    taken.addAndGet(budget.tryTake() ? 1 : 0);
                }
            });
            thread.start();
            threads.add(thread);
        }
        ready.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(40_000, taken.get() + takeAll(budget));
    }

    // ---- what the retry makes of it

    private final List<String> denied = new ArrayList<>();
    private final CallListener listener = new CallListener() {
        @Override
        public void retryDenied(HttpCall call, Attempt failed, String limit) {
            denied.add(limit);
        }
    };

    private Chain retrying(BudgetSettings budget) {
        Set<String> methods = Set.of("GET");
        RetrySettings settings =
                new RetrySettings(3, 0, 1, 0, 0, StatusSet.of(503), methods, methods, false, 0, 50, budget);
        Ticker ticker = now::get;
        return new Chain(
                List.of(new Retry(settings, Limit.NONE, ticker, () -> 0, listener)),
                attempt -> attempt.status() == 200 ? Verdict.SUCCESS : Verdict.FAILURE,
                listener,
                ticker);
    }

    @Test
    void stormOfFailingCallsIsRetriedAHundredTimesAndAFifth() {
        Chain chain = retrying(new BudgetSettings(0.2, 0));
        int sent = 0;
        for (int n = 0; n < 1000; n++) {
            PlannedCall call = new PlannedCall("GET").plan(PlannedCall.answered(503));
            chain.run(call);
            sent += call.sent();
            assertEquals(503, call.attempt().status());
        }
        // full at start, so that the shares of the first calls find no room
        assertTrue(sent > 1000 + 100 + 190 && sent <= 1000 + 100 + 200, "sent " + sent);
        assertEquals(Set.of("budget"), Set.copyOf(denied));
    }

    @Test
    void withoutABudgetEveryCallIsRetriedToTheEnd() {
        Chain chain = retrying(null);
        int sent = 0;
        for (int n = 0; n < 100; n++) {
            PlannedCall call = new PlannedCall("GET").plan(PlannedCall.answered(503));
            chain.run(call);
            sent += call.sent();
        }
        assertEquals(400, sent);
        assertEquals(List.of(), denied);
    }

    @Test
    void immediateRetryOfAStaleConnectionTakesOneAsWell() {
        Chain chain = retrying(new BudgetSettings(0, 0));
        int sent = 0;
        for (int n = 0; n < 150; n++) {
            PlannedCall call = new PlannedCall("GET")
                    .plan(
                            PlannedCall.ended(Ending.STALE_CONNECTION, new ConnectException("dead")),
                            PlannedCall.answered(200));
            chain.run(call);
            sent += call.sent();
        }
        assertEquals(150 + 100, sent);
        assertEquals(50, denied.size());
    }
}
