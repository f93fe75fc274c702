package io.resil.agent.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AttemptTest {

    private final Attempt attempt = new Attempt(1, 100, null);

    @Test
    void headThatWasAcceptedIsNeverAborted() {
        assertTrue(attempt.markHeadAccepted());
        assertFalse(attempt.markAborted(AbortCause.RESPONSE_TIMEOUT));
        assertNull(attempt.abortCause());
        assertTrue(attempt.isHeadAccepted());
    }

    @Test
    void headOfAnAbortedAttemptIsNotAccepted() {
        assertTrue(attempt.markAborted(AbortCause.DEADLINE));
        assertFalse(attempt.markHeadAccepted());
        assertFalse(attempt.isHeadAccepted());
        assertTrue(attempt.isAnswerBegun());
        assertEquals(AbortCause.DEADLINE, attempt.abortCause());
    }

    @Test
    void firstCauseOfAnAbortStays() {
        assertTrue(attempt.markAborted(AbortCause.CONNECT_TIMEOUT));
        assertFalse(attempt.markAborted(AbortCause.DEADLINE));
        assertEquals(AbortCause.CONNECT_TIMEOUT, attempt.abortCause());
    }

    @Test
    void exactlyOneOfHeadAndAbortWinsWhenTheyComeTogether() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            for (int round = 0; round < 2000; round++) {
                Attempt contested = new Attempt(1, 0, null);
                Future<Boolean> head = threads.submit(after(start, contested::markHeadAccepted));
                Future<Boolean> abort =
                        threads.submit(after(start, () -> contested.markAborted(AbortCause.RESPONSE_TIMEOUT)));
                boolean accepted = head.get(30, TimeUnit.SECONDS);
                assertNotEquals(accepted, abort.get(30, TimeUnit.SECONDS));
                assertEquals(accepted, contested.isHeadAccepted());
                assertEquals(accepted, contested.abortCause() == null);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Boolean> after(CyclicBarrier start, Callable<Boolean> mark) {
        return () -> {
            start.await(30, TimeUnit.SECONDS);
            return mark.call();
        };
    }

    @Test
    void clockOfConnectingIsStartedByTheFirstHopOnly() {
        attempt.markConnecting(110);
        attempt.markConnecting(150);
        assertTrue(attempt.isConnecting());
        assertEquals(110, attempt.connectingSince());
    }

    @Test
    void eachHopBeginsWithoutAnAnswerAndOnItsOwnConnection() {
        attempt.markRequestWritten(true);
        attempt.markAnswerBegun();
        attempt.markRequestWritten(false);
        assertTrue(attempt.isRequestWritten());
        assertFalse(attempt.isAnswerBegun());
        assertFalse(attempt.isConnectionReused());
    }

    @Test
    void timeSpentOnUploadsAddsUp() {
        assertEquals(0, attempt.uploadNanos(120));
        attempt.markUploading(120);
        assertTrue(attempt.isUploading());
        assertEquals(7, attempt.uploadNanos(127));
        attempt.markUploaded(130);
        assertEquals(10, attempt.uploadNanos(500));
        attempt.markUploaded(400);
        assertEquals(10, attempt.uploadNanos(500));
        attempt.markUploading(500);
        assertEquals(15, attempt.uploadNanos(505));
        attempt.markUploaded(520);
        assertEquals(30, attempt.uploadNanos(900));
    }

    @Test
    void answerOfAnAttempt() {
        assertNull(attempt.ending());
        attempt.answered(503, 5, true);
        attempt.judge(Verdict.FAILURE, 140);
        assertTrue(attempt.endedAs(Ending.ANSWERED));
        assertEquals(503, attempt.status());
        assertEquals(5, attempt.retryAfterNanos());
        assertTrue(attempt.isHeld());
        assertEquals(Verdict.FAILURE, attempt.verdict());
        assertEquals(40, attempt.nanos());
        assertNull(attempt.failure());
    }

    @Test
    void attemptThatFailedHasNoStatusAndAsksForNoWait() {
        IOException failure = new IOException();
        attempt.end(Ending.UNANSWERED, failure);
        assertSame(failure, attempt.failure());
        assertEquals(0, attempt.status());
        assertTrue(attempt.retryAfterNanos() < 0);
        assertFalse(attempt.isHeld());
    }
}
