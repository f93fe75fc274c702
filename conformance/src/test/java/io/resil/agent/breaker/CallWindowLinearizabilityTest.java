package io.resil.agent.breaker;

import io.resil.conformance.concurrency.Linearizability;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * However many calls end at once, all of them are in the window when they have ended. While they end, a count may miss
 * some, as it is the sum of a striped counter.
 */
@Tag("long")
class CallWindowLinearizabilityTest {

    @Test
    void noCallIsLostInAnySchedule() {
        Linearizability.modelCheck(Window.class, Nothing.class);
    }

    @Test
    void noCallIsLostUnderStress() {
        Linearizability.stress(Window.class, Nothing.class);
    }

    /** The calls of one moment, which race for the bucket as well. */
    public static class Window {

        private final CallWindow window = new CallWindow(CallWindow.BUCKETS, 0);
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger bad = new AtomicInteger();

        @Operation
        public void add(boolean isBad) {
            window.add(isBad, 0);
            calls.incrementAndGet();
            bad.addAndGet(isBad ? 1 : 0);
        }

        @Validate
        public void allAreCounted() {
            long counts = window.counts(0);
            if (CallWindow.calls(counts) != calls.get() || CallWindow.bad(counts) != bad.get()) {
                throw new IllegalStateException(CallWindow.bad(counts) + " of " + CallWindow.calls(counts) + " where "
                        + bad + " of " + calls + " ended");
            }
        }
    }

    /** An operation returns nothing, so there is nothing to specify. */
    public static class Nothing {
        public void add(boolean isBad) {}
    }
}
