package io.resil.agent.breaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.VirtualTime;
import io.resil.api.ServiceUnavailableException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The breaker as calls meet it. */
class BreakerPolicyTest {

    private static final StatusSet SERVER_ERRORS = StatusSet.NONE.withRange(500, 599);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final VirtualTime time = new VirtualTime(-5);
    private final CircuitBreaker breaker = new CircuitBreaker(
            new BreakerSettings(5, RECOVERY.toNanos(), Duration.ofSeconds(30).toNanos(), SERVER_ERRORS),
            transition -> {},
            time,
            () -> 0);
    private final Chain chain = new Chain(
            List.of(new BreakerPolicy(breaker, "chroma", "Chroma Server", time)),
            new StatusJudge(SERVER_ERRORS),
            new CallListener() {},
            time);

    private StagedCall answered(int status) {
        StagedCall call = new StagedCall(time).thenAnswered(status);
        call.run(chain);
        return call;
    }

    private StagedCall ended(Ending ending, Throwable failure) {
        StagedCall call = new StagedCall(time).thenEnds(ending, failure);
        call.run(chain);
        return call;
    }

    private void open() {
        for (int i = 0; i < 5; i++) {
            answered(500);
        }
    }

    private ServiceUnavailableException rejection() {
        StagedCall call = answered(200);
        assertEquals(List.of(), call.sent);
        assertTrue(call.attempt().endedAs(Ending.REJECTED));
        return assertInstanceOf(
                ServiceUnavailableException.class, call.attempt().failure());
    }

    @Test
    void rejectionSaysWhoWhyAndUntilWhen() {
        open();
        time.pass(Duration.ofMillis(18_500));
        ServiceUnavailableException rejection = rejection();
        assertEquals(
                "Chroma Server is unavailable: circuit breaker OPEN (threshold reached: 5/5), next probe in 42s",
                rejection.getMessage());
        assertEquals("chroma", rejection.getService());
        assertEquals("OPEN", rejection.getState());
        assertEquals(Duration.ofMillis(41_500), rejection.getRetryAfter());
        assertInstanceOf(ConnectException.class, rejection);
    }

    @Test
    void rejectionCountsTheSecondsDown() {
        open();
        assertTrue(rejection().getMessage().endsWith("next probe in 60s"));
        time.pass(Duration.ofNanos(1));
        assertTrue(rejection().getMessage().endsWith("next probe in 60s"));
        time.pass(Duration.ofSeconds(1));
        assertTrue(rejection().getMessage().endsWith("next probe in 59s"));
        time.pass(Duration.ofSeconds(58));
        assertTrue(rejection().getMessage().endsWith("next probe in 1s"));
    }

    @Test
    void rejectionBesideAProbeSaysSo() {
        open();
        time.pass(RECOVERY);
        StagedCall probe = new StagedCall(time)
                .asynchronous(true)
                .eachLasting(Duration.ofSeconds(5))
                .thenAnswered(200);
        assertFalse(probe.run(chain));
        ServiceUnavailableException rejection = rejection();
        assertEquals(
                "Chroma Server is unavailable: circuit breaker HALF_OPEN (threshold reached: 5/5), a probe is under way",
                rejection.getMessage());
        assertEquals("HALF_OPEN", rejection.getState());
        assertEquals(Duration.ZERO, rejection.getRetryAfter());
        time.pass(Duration.ofSeconds(5));
        assertEquals(1, probe.finished);
        assertEquals(200, answered(200).attempt().status());
    }

    @Test
    void rejectionByAnOperatorNamesNoTime() {
        breaker.forceOpen();
        ServiceUnavailableException rejection = rejection();
        assertEquals(
                "Chroma Server is unavailable: circuit breaker FORCED_OPEN (forced open), until it is lifted",
                rejection.getMessage());
        assertEquals(Duration.ZERO, rejection.getRetryAfter());
    }

    @Test
    void rejectionNamesTheFailedProbeInOneCleanLine() {
        open();
        time.pass(RECOVERY);
        ended(Ending.UNANSWERED, new IOException("no answer of http://user:pw@chroma/query?key=secret\nnow"));
        assertEquals(
                "Chroma Server is unavailable: circuit breaker OPEN"
                        + " (probe failed: no answer of http://chroma/query now), next probe in 60s",
                rejection().getMessage());
        time.pass(RECOVERY);
        answered(503);
        assertTrue(rejection().getMessage().contains("(probe failed: status 503)"));
    }

    @Test
    void messageIsBuiltOnceForManyRejections() {
        open();
        assertSame(rejection().getMessage(), rejection().getMessage());
    }

    @Test
    void stackTracesAreFilledForTheFirstTenInASecond() {
        open();
        time.pass(Duration.ofMillis(10));
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 25; i++) {
                assertEquals(i < 10, rejection().getStackTrace().length > 0, "number " + i + " of second " + second);
            }
            time.pass(Duration.ofSeconds(1));
        }
    }

    @Test
    void outcomeOfACallIsToldToTheBreakerOnce() {
        StagedCall call = answered(500);
        assertNotNull(call.attempt().permit());
        assertEquals(1, breaker.snapshot().consecutiveFailures);
        answered(200);
        assertEquals(0, breaker.snapshot().consecutiveFailures);
    }

    @Test
    void rejectedCallsMoveNothing() {
        open();
        for (int i = 0; i < 100; i++) {
            rejection();
        }
        time.pass(RECOVERY);
        assertEquals(200, answered(200).attempt().status());
        assertEquals(BreakerState.CLOSED, breaker.snapshot().state);
    }

    @Test
    void tooManyRequestsAndCancellationsFreeThePlaceOfTheProbe() {
        open();
        time.pass(RECOVERY);
        answered(429);
        assertEquals(BreakerState.HALF_OPEN, breaker.snapshot().state);
        ended(Ending.CANCELLED, new InterruptedException());
        assertEquals(BreakerState.HALF_OPEN, breaker.snapshot().state);
        answered(204);
        assertEquals(BreakerState.CLOSED, breaker.snapshot().state);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MAX_VALUE - 500_000_000, Long.MIN_VALUE})
    void traceLimitHoldsWhereverTheClockStands(long start) {
        TraceLimit limit = new TraceLimit(2, start);
        for (int second = 0; second < 3; second++) {
            long now = start + second * 1_000_000_000L;
            assertTrue(limit.tryTake(now));
            assertTrue(limit.tryTake(now + 999_999_999));
            assertFalse(limit.tryTake(now + 999_999_999));
        }
    }

    @Test
    void threadThatReadTheClockEarlierCountsInTheSecondOfTheOthers() {
        TraceLimit limit = new TraceLimit(2, 0);
        assertTrue(limit.tryTake(1_000_000_000));
        assertTrue(limit.tryTake(999_999_999));
        assertFalse(limit.tryTake(999_999_999));
        assertFalse(limit.tryTake(1_000_000_001));
    }

    @Test
    void showsItsName() {
        assertEquals("[breaker]", chain.toString());
    }
}
