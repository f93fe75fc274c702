package io.resil.agent.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.CallScript;
import io.resil.agent.call.Ending;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ServiceStatsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T04:10:44Z");
    private static final Duration SHORT = Duration.ofMillis(200);

    private final ServiceStats stats = new ServiceStats(NOW::toEpochMilli);
    private final CallScript script = new CallScript(stats, "GET", "/query");

    @Test
    void countsACallWithItsAttempts() {
        script.call()
                .ended(Ending.NEVER_SENT, new ConnectException("Connection refused"))
                .thenAfter(SHORT)
                .answered(503, SHORT)
                .thenAfter(SHORT)
                .answered(200, SHORT)
                .run();
        CallCounts counts = stats.counts();
        assertEquals(1, counts.calls);
        assertEquals(3, counts.attempts);
        assertEquals(2, counts.retries);
        assertEquals(2, counts.failures);
        assertEquals(1, counts.successes);
        assertEquals(0, counts.neutral);
        assertEquals(0, counts.inFlight);
    }

    @Test
    void countsARejectionAsNoAttempt() {
        script.call().rejectedIn("OPEN", SHORT).run();
        CallCounts counts = stats.counts();
        assertEquals(1, counts.calls);
        assertEquals(1, counts.rejections);
        assertEquals(0, counts.attempts);
        assertEquals(0, counts.neutral);
    }

    @Test
    void countsARetryThatTheBreakerRejectedAsRejectionOnly() {
        script.call()
                .answered(503, SHORT)
                .thenAfter(SHORT)
                .rejectedIn("OPEN", SHORT)
                .run();
        assertEquals(1, stats.counts().rejections);
        assertEquals(1, stats.counts().attempts);
        assertEquals(0, stats.counts().retries);
    }

    @Test
    void countsWhatProvesNothingAndWhatWasDenied() {
        script.call().answered(429, SHORT).deniedBy("deadline").run();
        script.call().ended(Ending.CANCELLED, new IOException("aborted")).run();
        assertEquals(2, stats.counts().neutral);
        assertEquals(1, stats.counts().retriesDenied);
    }

    /** By the configuration, an answer that is well can be one to retry. */
    @Test
    void countsAnAnswerThatWasWellAndRetriedAsAttempt() {
        script.call().answered(200, SHORT).thenAfter(SHORT).answered(200, SHORT).run();
        CallCounts counts = stats.counts();
        assertEquals(1, counts.calls);
        assertEquals(2, counts.attempts);
        assertEquals(1, counts.retries);
        assertEquals(2, counts.successes);
        assertEquals(2, counts.attemptTimes.in(Double.POSITIVE_INFINITY).counts[0]);
        assertEquals(0, counts.inFlight);
    }

    /** The application then gets that answer. */
    @Test
    void countsAnAnswerThatWasWellOnceWhereTheBreakerRejectedItsRetry() {
        script.call()
                .answered(200, SHORT)
                .thenAfter(SHORT)
                .rejectedIn("OPEN", SHORT)
                .run();
        CallCounts counts = stats.counts();
        assertEquals(1, counts.attempts);
        assertEquals(0, counts.retries);
        assertEquals(1, counts.successes);
        assertEquals(1, counts.rejections);
        assertEquals(1, counts.attemptTimes.in(Double.POSITIVE_INFINITY).counts[0]);
        assertEquals(0, counts.inFlight);
    }

    @Test
    void showsAnAttemptThatIsUnderWay() {
        List<Long> seen = new ArrayList<>();
        script.call()
                .answered(200, SHORT)
                .whileUnderWay(() -> seen.add(stats.counts().attempts))
                .run();
        assertEquals(List.of(1L), seen);
    }

    @Test
    void countsTimeoutsOfTheAgentAndOfTheClient() {
        script.call()
                .ended(Ending.TIMED_OUT, new SocketTimeoutException("Read timed out"))
                .run();
        script.call()
                .ended(Ending.NEVER_SENT, new SocketTimeoutException("Connect timed out"))
                .run();
        script.call().ended(Ending.NEVER_SENT, new ConnectException("refused")).run();
        assertEquals(2, stats.counts().timeouts);
    }

    @Test
    void showsACallUnderWay() {
        List<Long> seen = new ArrayList<>();
        script.call()
                .answered(200, SHORT)
                .whileUnderWay(() -> seen.add(stats.counts().inFlight))
                .run();
        assertEquals(List.of(1L), seen);
        assertEquals(0, stats.counts().inFlight);
    }

    @Test
    void resetLeavesTheCallsUnderWayAlone() {
        script.call()
                .answered(200, SHORT)
                .whileUnderWay(() -> {
                    stats.reset();
                    assertEquals(1, stats.counts().inFlight);
                })
                .run();
        assertEquals(0, stats.counts().inFlight);
        assertEquals(0, stats.counts().calls);
        assertEquals(1, stats.counts().successes);
    }

    @Test
    void latenciesAreNaNBeforeTheFirstAnswer() {
        script.call().ended(Ending.NEVER_SENT, new ConnectException("refused")).run();
        assertEquals(Double.NaN, stats.counts().latencyMillisP50);
        assertEquals(Double.NaN, stats.counts().latencyMillisP99);
    }

    @Test
    void latenciesAreThoseOfAnsweredAttempts() {
        for (int millis = 1; millis <= 100; millis++) {
            script.call()
                    .answered(millis % 10 == 0 ? 503 : 200, Duration.ofMillis(millis))
                    .run();
        }
        script.call().answeredWithoutTheWire().run();
        assertEquals(50, stats.counts().latencyMillisP50, 1);
        assertEquals(99, stats.counts().latencyMillisP99, 1.5);
    }

    @Test
    void latenciesOutsideTheRangeAreItsEnds() {
        script.call().answered(200, Duration.ZERO).run();
        assertEquals(0.001, stats.counts().latencyMillisP50);
        script.call().answered(200, Duration.ofDays(2)).run();
        assertEquals(3_600_000, stats.counts().latencyMillisP99, 36_000);
    }

    @Test
    void keepsTheLastFailureWithoutSecrets() {
        script.call()
                .withToken("s3cret")
                .ended(Ending.UNANSWERED, new IOException("http://me:pw@chroma/query?key=k reset, token s3cret"))
                .run();
        script.call().answered(404, SHORT).run();
        assertEquals("java.io.IOException: http://chroma/query reset, token ***", stats.counts().lastFailure);
        assertEquals(NOW.toString(), stats.counts().lastFailureTime());
        script.call().answered(503, SHORT).run();
        assertEquals("answered 503", stats.counts().lastFailure);
    }

    @Test
    void meanTimeToRecoveryIsThatOfTheRecoveries() {
        stats.opened();
        assertEquals(Double.NaN, stats.counts().meanSecondsToRecovery);
        stats.recovered(TimeUnit.SECONDS.toNanos(60));
        stats.opened();
        stats.recovered(TimeUnit.SECONDS.toNanos(90));
        stats.opened();
        assertEquals(75, stats.counts().meanSecondsToRecovery, 1e-9);
        assertEquals(3, stats.counts().timesOpened);
    }

    @Test
    void resetForgetsEverythingElse() {
        script.call().answered(503, SHORT).thenAfter(SHORT).answered(200, SHORT).run();
        script.call().rejectedIn("OPEN", SHORT).run();
        script.call().answered(429, SHORT).deniedBy("deadline").run();
        script.call().ended(Ending.TIMED_OUT, new IOException("late")).run();
        stats.opened();
        stats.recovered(1);
        stats.reset();
        AgentSnapshot empty = snapshotOf(new ServiceStats(() -> 0));
        assertEquals(StatusJson.of(empty, List.of()), StatusJson.of(snapshotOf(stats), List.of()));
    }

    @Test
    void countsForAnOriginAsForAServiceButForCoarseLatencies() {
        ServiceStats ofOrigin = ServiceStats.ofOrigin(() -> 0);
        CallScript own = new CallScript(ofOrigin, "GET", "/");
        own.call().answered(200, SHORT).run();
        assertEquals(1, ofOrigin.counts().successes);
        assertEquals(200, ofOrigin.counts().latencyMillisP50, 20);
        ofOrigin.reset();
        assertEquals(Double.NaN, ofOrigin.counts().latencyMillisP50);
    }

    @Test
    void jsonListsTheOriginsOfAServiceThatTellsThemApart() {
        BreakerSnapshot breaker = new BreakerSnapshot("OPEN", 0, 41.5, "threshold reached: 5/5", 5, 0);
        ServiceSnapshot service = new ServiceSnapshot(
                "chroma",
                "Chroma Server",
                "enforce",
                breaker,
                stats.counts(),
                List.of(new OriginSnapshot("c2:6003", breaker)));
        String json = StatusJson.of(
                new AgentSnapshot("1", "ACTIVE", "", "", List.of(), List.of(), 0, List.of(service)),
                List.of("http://files, 3 calls"));
        assertTrue(
                json.contains(",\"unmatchedHosts\":[\"http://files, 3 calls\"],\"decisions\":[],\"services\":"), json);
        assertTrue(
                json.endsWith(
                        ",\"origins\":[{\"origin\":\"c2:6003\",\"state\":\"OPEN\",\"stateSince\":\"1970-01-01T00:00:00Z\","
                                + "\"secondsUntilProbe\":41.5,\"openedBecause\":\"threshold reached: 5/5\",\"failureThreshold\":5,"
                                + "\"consecutiveFailures\":0}]}]}"),
                json);
    }

    private static AgentSnapshot snapshotOf(ServiceStats stats) {
        BreakerSnapshot breaker = new BreakerSnapshot("CLOSED", 0, -1, "", 5, 0);
        ServiceSnapshot service = new ServiceSnapshot("chroma", "Chroma Server", "enforce", breaker, stats.counts());
        return new AgentSnapshot("1", "ACTIVE", "", "", List.of(), List.of(), 0, List.of(service));
    }

    @Test
    void losesNoCallOfManyThreads() throws InterruptedException {
        long threads = 8;
        long callsEach = 5_000;
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            CallScript own = new CallScript(stats, "GET", "/");
            Thread worker = new Thread(() -> {
                await(start);
                for (int call = 0; call < callsEach; call++) {
                    own.call().answered(call % 4 == 0 ? 503 : 200, SHORT).run();
                }
            });
            workers.add(worker);
            worker.start();
        }
        start.countDown();
        for (Thread worker : workers) {
            worker.join();
        }
        CallCounts counts = stats.counts();
        assertEquals(threads * callsEach, counts.calls);
        assertEquals(threads * callsEach, counts.attempts);
        assertEquals(threads * callsEach / 4, counts.failures);
        assertEquals(threads * callsEach * 3 / 4, counts.successes);
        assertEquals(0, counts.inFlight);
        assertEquals(200, counts.latencyMillisP99, 2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
