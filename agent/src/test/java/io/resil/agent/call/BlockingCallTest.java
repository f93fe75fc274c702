package io.resil.agent.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting on one's own thread. The clock moves by a second whenever it is looked at, and the thread never sleeps long. */
class BlockingCallTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = Long.MAX_VALUE - SECOND / 2;

    private long now = START;
    private int looks;
    private int interruptAtLook = -1;
    private int cancelAtLook = -1;
    private boolean cancelledBefore;

    private final InterruptedIOException interrupted = new InterruptedIOException();
    private final CancellationException cancelled = new CancellationException();
    private final Call call = new Call();

    /** A permit to go on is left with each look, so that parking returns at once: as by a spurious wake-up. */
    private long tick() {
        looks++;
        if (looks == interruptAtLook) {
            Thread.currentThread().interrupt();
        }
        if (looks == cancelAtLook) {
            call.waker.run();
        }
        LockSupport.unpark(Thread.currentThread());
        long before = now;
        now += SECOND;
        return before;
    }

    @AfterEach
    void leaveNoTraceOnTheThread() {
        Thread.interrupted();
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
    }

    private final class Call extends BlockingCall {
        Runnable waker = () -> {};

        Call() {
            super(null, BlockingCallTest.this::tick);
            start(0);
        }

        @Override
        protected Throwable interrupted() {
            return interrupted;
        }

        @Override
        protected Throwable cancelled() {
            return cancelled;
        }

        @Override
        protected void onCancel(Runnable toWake) {
            waker = toWake;
            if (cancelledBefore) {
                toWake.run();
            }
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public boolean isReplayable() {
            return true;
        }

        @Override
        public boolean hasIdempotencyKey() {
            return false;
        }

        @Override
        public boolean hasOwnTimeout() {
            return false;
        }

        @Override
        public boolean hasOwnConnectTimeout() {
            return false;
        }

        @Override
        protected Step send(Attempt attempt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abort(Attempt attempt, AbortCause cause) {}
    }

    @Test
    void goesOnWhenTheTimeIsOverAndNotBefore() {
        assertEquals(Step.INWARD, call.pause(5 * SECOND));
        assertEquals(6, looks);
        assertEquals(6 * SECOND, now - START);
        assertEquals(null, call.attempt().ending());
    }

    @Test
    void waitOfNothingGoesOnAtOnce() {
        assertEquals(Step.INWARD, call.pause(0));
        assertEquals(1, looks);
    }

    @Test
    void interruptBeforeTheWaitEndsTheCallAtOnce() {
        Thread.currentThread().interrupt();
        assertEquals(Step.OUTWARD, call.pause(5 * SECOND));
        assertEnded(interrupted);
        assertEquals(1, looks);
    }

    @Test
    void interruptDuringTheWaitEndsTheCallAndLeavesTheFlagToTheClient() {
        interruptAtLook = 3;
        assertEquals(Step.OUTWARD, call.pause(50 * SECOND));
        assertEnded(interrupted);
        assertEquals(3, looks);
        assertTrue(Thread.currentThread().isInterrupted());
    }

    @Test
    void cancellationDuringTheWaitEndsTheCall() {
        cancelAtLook = 3;
        assertEquals(Step.OUTWARD, call.pause(50 * SECOND));
        assertEnded(cancelled);
        assertEquals(3, looks);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void cancellationBeforeTheWaitEndsTheCallAtOnce() {
        cancelledBefore = true;
        assertEquals(Step.OUTWARD, call.pause(50 * SECOND));
        assertEnded(cancelled);
        assertEquals(1, looks);
    }

    private void assertEnded(Throwable failure) {
        assertTrue(call.attempt().endedAs(Ending.CANCELLED));
        assertSame(failure, call.attempt().failure());
    }
}
