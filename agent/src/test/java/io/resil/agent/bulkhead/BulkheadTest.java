package io.resil.agent.bulkhead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.PlannedCall;
import io.resil.agent.call.Policy;
import io.resil.agent.call.Step;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Verdict;
import io.resil.api.ServiceUnavailableException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BulkheadTest {

    private final Bulkhead bulkhead = new Bulkhead(2, "chroma", "Chroma Server", Ticker.SYSTEM);
    private final AtomicInteger ended = new AtomicInteger();
    private final CallListener listener = new CallListener() {
        @Override
        public void callEnded(HttpCall call) {
            ended.incrementAndGet();
        }
    };

    private Chain chain(Policy... inner) {
        List<Policy> policies = new ArrayList<>(List.of(bulkhead));
        policies.addAll(List.of(inner));
        return new Chain(policies, attempt -> Verdict.NEUTRAL, listener, Ticker.SYSTEM);
    }

    /** A call that leaves the loop when it is sent, as asynchronous ones do. */
    private static final class Pending extends PlannedCall {
        Pending() {
            super("GET");
            plan(PlannedCall.answered(200));
        }

        @Override
        protected Step send(Attempt attempt) {
            return Step.PENDING;
        }

        void ends(Chain chain, Ending how) {
            attempt().end(how, new ConnectException());
            chain.resume(this, Step.OUTWARD);
        }
    }

    /** Fails where it is told, as no policy should. */
    private record Faulty(boolean inEnter) implements Policy {
        @Override
        public Step enter(HttpCall call) {
            if (inEnter) {
                throw new IllegalStateException("a fault of the agent");
            }
            return Step.INWARD;
        }

        @Override
        public Step exit(HttpCall call) {
            throw new IllegalStateException("a fault of the agent");
        }
    }

    @Test
    void rejectsOneMoreAtOnce() {
        Chain chain = chain();
        chain.run(new Pending());
        chain.run(new Pending());

        PlannedCall third = new PlannedCall("GET").plan(PlannedCall.answered(200));
        assertTrue(chain.run(third));

        assertEquals(0, third.sent());
        assertTrue(third.attempt().endedAs(Ending.REJECTED));
        assertEquals(Verdict.NEUTRAL, third.attempt().verdict());
        ServiceUnavailableException rejection = assertInstanceOf(
                ServiceUnavailableException.class, third.attempt().failure());
        assertEquals("chroma", rejection.getService());
        assertEquals("BULKHEAD_FULL", rejection.getState());
        assertTrue(rejection.getRetryAfter().isZero());
        assertEquals("Chroma Server is unavailable: bulkhead full, 2 of 2 calls in flight", rejection.getMessage());
        assertEquals(2, bulkhead.taken(), "a rejected call has no place to give back");
    }

    @Test
    void takesTheNextWhenAnAsynchronousCallHasEnded() {
        Chain chain = chain();
        Pending first = new Pending();
        chain.run(first);
        chain.run(new Pending());
        first.ends(chain, Ending.ANSWERED);

        assertEquals(1, bulkhead.taken());
        assertFalse(chain.run(new Pending()));
    }

    @Test
    void getsThePlaceBackHoweverACallEnds() {
        Chain chain = chain();
        for (Ending ending : Ending.values()) {
            PlannedCall blocking = new PlannedCall("GET").plan(PlannedCall.ended(ending, new InterruptedIOException()));
            chain.run(blocking);
            Pending pending = new Pending();
            chain.run(pending);
            pending.ends(chain, ending);
            assertEquals(0, bulkhead.taken(), ending.name());
        }
    }

    @Test
    void holdsThePlaceThroughAllAttemptsAndWaits() {
        AtomicInteger again = new AtomicInteger(3);
        Policy retrying = new Policy() {
            @Override
            public Step enter(HttpCall call) {
                return Step.INWARD;
            }

            @Override
            public Step exit(HttpCall call) {
                assertEquals(1, bulkhead.taken());
                if (again.getAndDecrement() == 0) {
                    return Step.OUTWARD;
                }
                call.prepareNextAttempt();
                return Step.INWARD;
            }
        };
        PlannedCall call = new PlannedCall("GET").plan(PlannedCall.answered(503));
        chain(retrying).run(call);
        assertEquals(4, call.sent());
        assertEquals(0, bulkhead.taken());
    }

    @Test
    void getsThePlaceBackOnceWhenTheAgentFails() {
        for (boolean inEnter : new boolean[] {true, false}) {
            PlannedCall call = new PlannedCall("GET").plan(PlannedCall.answered(200));
            assertThrows(IllegalStateException.class, () -> chain(new Faulty(inEnter))
                    .run(call));
            assertEquals(0, bulkhead.taken());
        }
        assertEquals(2, ended.get());
    }

    @Test
    void getsThePlaceBackOnceWhenTheAgentFailsAndTheCallComesBackAfter() {
        Chain chain = chain(new Faulty(false));
        Pending call = new Pending();
        chain.run(call);
        assertThrows(IllegalStateException.class, () -> call.ends(chain, Ending.ANSWERED));
        assertEquals(0, bulkhead.taken());
        assertTrue(chain.resume(call, Step.OUTWARD));
        assertEquals(0, bulkhead.taken());
        assertEquals(1, ended.get());
    }

    @Test
    void getsThePlaceBackOnceWhenTheHandingOverFails() {
        PlannedCall call = new PlannedCall("GET") {
            @Override
            protected void finish() {
                throw new IllegalStateException("a fault of the agent");
            }
        }.plan(PlannedCall.answered(200));
        assertThrows(IllegalStateException.class, () -> chain().run(call));
        assertEquals(0, bulkhead.taken());
        assertEquals(1, ended.get());
    }

    @Test
    void neverLetsMoreInThanThereArePlaces() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Policy watch = new Policy() {
            @Override
            public Step enter(HttpCall call) {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                return Step.INWARD;
            }

            @Override
            public Step exit(HttpCall call) {
                inside.decrementAndGet();
                return Step.OUTWARD;
            }
        };
        Chain chain = chain(watch);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 5_000; n++) {
                    chain.run(new PlannedCall("GET").plan(PlannedCall.answered(200)));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertTrue(most.get() <= 2, "at most " + most);
        assertEquals(0, bulkhead.taken());
        assertEquals(30_000, ended.get());
    }
}
