package io.resil.agent.retry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.breaker.BreakerPolicy;
import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.breaker.BreakerState;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.Places;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.timeout.Limit;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The course of a call that is retried, within all limits. */
class RetryTest {

    private final IOException refusal = new ConnectException("refused");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Retrying retrying = new Retrying();

    private static List<Duration> seconds(double... seconds) {
        List<Duration> durations = new ArrayList<>();
        for (double each : seconds) {
            durations.add(Duration.ofMillis(Math.round(each * 1000)));
        }
        return durations;
    }

    private StagedCall refused() {
        return retrying.call().thenEnds(Ending.NEVER_SENT, new ConnectException("refused"));
    }

    // ---- how often, how long

    @Test
    void makesFourAttemptsAndHandsTheLastFailureOver() {
        List<IOException> failures = List.of(
                new ConnectException("1"), new ConnectException("2"), new ConnectException("3"), new IOException("4"));
        StagedCall call = retrying.call();
        failures.forEach(failure -> call.thenEnds(Ending.NEVER_SENT, failure));
        call.run(retrying.chain());
        assertEquals(seconds(1, 2, 4), call.waits);
        assertSame(failures.get(3), call.attempt().failure());
        assertEquals(4, call.attempt().number());
        assertEquals(List.of("retrying 1 in PT1S", "retrying 2 in PT2S", "retrying 3 in PT4S"), retrying.heard);
    }

    @Test
    void handsTheLastAnswerOver() {
        StagedCall call = retrying.call()
                .thenAnswered(502)
                .thenAnswered(503)
                .thenAnswered(504)
                .thenAnswered(429);
        call.run(retrying.chain());
        assertEquals(429, call.attempt().status());
        assertEquals(4, call.sent.size());
    }

    @Test
    void stopsAtTheFirstSuccess() {
        StagedCall call = refused().thenAnswered(503).thenAnswered(200);
        call.run(retrying.chain());
        assertEquals(200, call.attempt().status());
        assertEquals(seconds(1, 2), call.waits);
    }

    @Test
    void waitsLessOrMoreAsChanceHasIt() {
        retrying.chance = 0;
        StagedCall call = refused();
        call.run(retrying.chain());
        assertEquals(seconds(0.8, 1.6, 3.2), call.waits);
    }

    @Test
    void asynchronousCallTakesTheSameCourse() {
        StagedCall call = refused().asynchronous(true).eachLasting(SECOND);
        assertFalse(call.run(retrying.chain()));
        retrying.time.pass(Duration.ofSeconds(10));
        assertEquals(0, call.finished);
        retrying.time.pass(SECOND);
        assertEquals(1, call.finished);
        assertEquals(seconds(1, 2, 4), call.waits);
        assertEquals(4, call.sent.size());
        assertEquals(0, retrying.time.pending());
    }

    // ---- Retry-After

    @Test
    void retryAfterReplacesAShorterWaitWithPositiveJitterOnly() {
        StagedCall call =
                retrying.call().thenAnswered(503, Duration.ofSeconds(3)).thenAnswered(200);
        call.run(retrying.chain());
        assertEquals(seconds(3.3), call.waits);
        retrying.chance = 0;
        StagedCall unlucky =
                retrying.call().thenAnswered(429, Duration.ofSeconds(3)).thenAnswered(200);
        unlucky.run(retrying.chain());
        assertEquals(seconds(3), unlucky.waits);
    }

    @Test
    void retryAfterDoesNotShortenAWait() {
        StagedCall call = retrying.call()
                .thenAnswered(503, Duration.ZERO)
                .thenAnswered(503, SECOND)
                .thenAnswered(200);
        call.run(retrying.chain());
        assertEquals(seconds(1, 2), call.waits);
    }

    @Test
    void answerThatAsksForMoreThanIsWaitedIsHandedOver() {
        StagedCall call = retrying.call().thenAnswered(503, Duration.ofNanos(5_000_000_001L));
        call.run(retrying.chain());
        assertEquals(1, call.sent.size());
        assertEquals(503, call.attempt().status());
        assertEquals(List.of("denied 1 by max-retry-after"), retrying.heard);
        StagedCall forever = retrying.call().thenAnswered(503, Duration.ofNanos(Long.MAX_VALUE));
        forever.run(retrying.chain());
        assertEquals(1, forever.sent.size());
        StagedCall justNot =
                retrying.call().thenAnswered(503, Duration.ofSeconds(5)).thenAnswered(200);
        justNot.run(retrying.chain());
        assertEquals(seconds(5.5), justNot.waits);
    }

    // ---- the deadline

    @Test
    void waitThatWouldPassTheDeadlineIsNotSlept() {
        retrying.deadline = Limit.configured(Duration.ofSeconds(8).toNanos());
        StagedCall call = refused().eachLasting(SECOND);
        call.run(retrying.chain());
        assertEquals(seconds(1, 2), call.waits);
        assertEquals(3, call.sent.size());
        assertEquals("denied 3 by deadline", retrying.heard.get(2));
        assertTrue(call.attempt().endedAs(Ending.NEVER_SENT));
    }

    @Test
    void waitThatWouldEndWithTheDeadlineIsNotSleptEither() {
        retrying.deadline = Limit.configured(SECOND.toNanos());
        StagedCall call = refused();
        call.run(retrying.chain());
        assertEquals(List.of(), call.waits);
        retrying.deadline = Limit.configured(SECOND.toNanos() + 1);
        StagedCall another = refused();
        another.run(retrying.chain());
        assertEquals(seconds(1), another.waits);
    }

    @Test
    void answerThatAsksToWaitBeyondTheDeadlineIsHandedOver() {
        retrying.deadline = Limit.configured(Duration.ofSeconds(4).toNanos());
        StagedCall call = retrying.call().thenAnswered(503, Duration.ofSeconds(4));
        call.run(retrying.chain());
        assertEquals(1, call.sent.size());
        assertEquals(List.of("denied 1 by deadline"), retrying.heard);
    }

    @Test
    void deadConnectionIsNotTriedAgainAfterTheDeadline() {
        retrying.deadline = Limit.configured(SECOND.toNanos());
        StagedCall call =
                retrying.call().eachLasting(SECOND).thenEnds(Ending.STALE_CONNECTION, new SocketException("closed"));
        call.run(retrying.chain());
        assertEquals(1, call.sent.size());
    }

    @Test
    void builtInDeadlineStandsStillWhileABodyIsSent() {
        retrying.deadline = Limit.builtIn(Duration.ofSeconds(2).toNanos());
        StagedCall call = uploading(Duration.ofMinutes(1));
        call.run(retrying.chain());
        assertEquals(2, call.sent.size());
        retrying.deadline = Limit.configured(Duration.ofSeconds(2).toNanos());
        StagedCall configured = uploading(Duration.ofMinutes(1));
        configured.run(retrying.chain());
        assertEquals(1, configured.sent.size());
    }

    private StagedCall uploading(Duration time) {
        return retrying.call()
                .then(attempt -> {
                    attempt.markUploading(retrying.time.nanos());
                    retrying.time.pass(time);
                    attempt.markUploaded(retrying.time.nanos());
                    StagedCall.answer(503, -1).accept(attempt);
                })
                .thenAnswered(200);
    }

    // ---- calls that wait

    @Test
    void oneCallMoreThanMayWaitIsNotRetried() {
        retrying.maxWaiting = 2;
        Chain chain = retrying.chain();
        List<StagedCall> waiting = List.of(waitingCall(chain), waitingCall(chain));
        StagedCall third = waitingCall(chain);
        assertEquals(1, third.finished);
        assertEquals(List.of(), third.waits);
        assertEquals("denied 1 by max-waiting", retrying.heard.get(2));
        retrying.time.pass(SECOND);
        waiting.forEach(call -> assertEquals(200, call.attempt().status()));
        StagedCall fourth = waitingCall(chain);
        assertEquals(seconds(1), fourth.waits);
    }

    private StagedCall waitingCall(Chain chain) {
        StagedCall call = refused().thenAnswered(200).asynchronous(true);
        call.run(chain);
        retrying.time.pass(Duration.ZERO);
        return call;
    }

    @Test
    void noCallWaitsWhereNoneMay() {
        retrying.maxWaiting = 0;
        StagedCall call = refused();
        call.run(retrying.chain());
        assertEquals(1, call.sent.size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void placeIsGivenBackHoweverTheWaitEnds(boolean asynchronous) {
        retrying.maxWaiting = 1;
        Chain chain = retrying.chain();
        for (int i = 0; i < 5; i++) {
            StagedCall cancelled =
                    refused().asynchronous(asynchronous).thenCancelledInTheWait(new CancellationException());
            cancelled.run(chain);
            retrying.time.pass(Duration.ZERO);
            assertTrue(cancelled.attempt().endedAs(Ending.CANCELLED));
            assertEquals(1, cancelled.sent.size());
        }
        StagedCall call = refused().thenAnswered(200);
        call.run(chain);
        assertEquals(200, call.attempt().status());
    }

    @Test
    void placesAreCounted() {
        Places places = new Places(2);
        assertTrue(places.tryTake());
        assertTrue(places.tryTake());
        assertFalse(places.tryTake());
        assertEquals(2, places.taken());
        places.giveBack();
        assertTrue(places.tryTake());
    }

    // ---- cancelled in the wait

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancellationInTheWaitEndsTheCallWithTheEarlierFailureBesideIt(boolean asynchronous) {
        CancellationException cancellation = new CancellationException();
        StagedCall call = retrying.call()
                .thenEnds(Ending.NEVER_SENT, refusal)
                .asynchronous(asynchronous)
                .thenCancelledInTheWait(cancellation);
        call.run(retrying.chain());
        retrying.time.pass(Duration.ofHours(1));
        assertEquals(1, call.finished);
        assertEquals(1, call.sent.size());
        assertSame(cancellation, call.attempt().failure());
        assertArrayEquals(new Throwable[] {refusal}, cancellation.getSuppressed());
    }

    // ---- a kept connection that was found dead

    @Test
    void deadConnectionIsTriedAgainAtOnceAndDoesNotCount() {
        StagedCall call = retrying.call()
                .thenEnds(Ending.STALE_CONNECTION, new SocketException("closed"))
                .thenAnswered(503)
                .thenAnswered(503)
                .thenAnswered(503)
                .thenAnswered(503);
        call.run(retrying.chain());
        assertEquals(seconds(1, 2, 4), call.waits);
        assertEquals(5, call.sent.size());
        assertEquals("retrying 1 in PT0S", retrying.heard.get(0));
    }

    @Test
    void secondDeadConnectionIsHandedOver() {
        IOException second = new SocketException("closed again");
        StagedCall call = retrying.call()
                .thenEnds(Ending.STALE_CONNECTION, new SocketException("closed"))
                .thenEnds(Ending.STALE_CONNECTION, second)
                .thenAnswered(200);
        call.run(retrying.chain());
        assertEquals(2, call.sent.size());
        assertSame(second, call.attempt().failure());
        assertEquals(1, second.getSuppressed().length);
    }

    @Test
    void deadConnectionBetweenRetriesDoesNotCountEither() {
        StagedCall call = retrying.call()
                .thenAnswered(503)
                .thenAnswered(503)
                .thenEnds(Ending.STALE_CONNECTION, new SocketException("closed"))
                .thenAnswered(503)
                .thenAnswered(503);
        call.run(retrying.chain());
        assertEquals(seconds(1, 2, 4), call.waits);
        assertEquals(5, call.sent.size());
    }

    // ---- with the breaker inside

    private Runnable atReopening = () -> {};

    private final CircuitBreaker breaker = new CircuitBreaker(
            new BreakerSettings(
                    2, Duration.ofSeconds(60).toNanos(), Duration.ofSeconds(30).toNanos(), StatusSet.NONE),
            transition -> {
                if (transition.from == BreakerState.HALF_OPEN) {
                    atReopening.run();
                }
            },
            retrying.time,
            () -> 0);

    private Chain guarded() {
        return retrying.chain(new BreakerPolicy(breaker, "chroma", "Chroma Server", retrying.time));
    }

    @Test
    void breakerThatOpensEndsTheRetryingWithTheLastRealFailure() {
        IOException second = new ConnectException("refused again");
        StagedCall call = retrying.call().thenEnds(Ending.NEVER_SENT, refusal).thenEnds(Ending.NEVER_SENT, second);
        call.run(guarded());
        assertEquals(2, call.sent.size());
        assertEquals(seconds(1), call.waits);
        assertSame(second, call.attempt().failure());
        assertEquals("denied 2 by breaker", retrying.heard.get(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void breakerThatOpensDuringTheWaitHandsOverTheLastRealFailure(boolean asynchronous) {
        StagedCall call = retrying.call().thenEnds(Ending.NEVER_SENT, refusal).asynchronous(asynchronous);
        retrying.time.schedule(Duration.ofMillis(500).toNanos(), breaker::forceOpen);
        call.run(guarded());
        retrying.time.pass(Duration.ofHours(1));
        assertEquals(1, call.finished);
        assertEquals(1, call.sent.size());
        assertSame(refusal, call.attempt().failure());
        assertEquals(1, call.attempt().number());
        assertEquals(List.of("retrying 1 in PT1S", "denied 1 by breaker"), retrying.heard);
    }

    @Test
    void breakerThatOpensDuringTheWaitHandsOverTheLastAnswer() {
        StagedCall call = retrying.call().thenAnswered(503);
        retrying.time.schedule(1, breaker::forceOpen);
        call.run(guarded());
        assertEquals(503, call.attempt().status());
    }

    @Test
    void rejectionOfAFirstAttemptIsNotRetried() {
        breaker.forceOpen();
        StagedCall call = retrying.call().thenAnswered(200);
        call.run(guarded());
        assertEquals(0, call.sent.size());
        assertTrue(call.attempt().endedAs(Ending.REJECTED));
        assertEquals(List.of(), retrying.heard);
    }

    @Test
    void failedProbeIsNotRetried() {
        outage();
        StagedCall probe = refused();
        probe.run(guarded());
        assertEquals(1, probe.sent.size());
        assertEquals(BreakerState.OPEN, breaker.snapshot().state);
        assertEquals("denied 1 by breaker", retrying.heard.get(retrying.heard.size() - 1));
    }

    @Test
    void failedProbeIsNotRetriedThoughAnOperatorClosesTheBreakerMeanwhile() {
        outage();
        atReopening = breaker::forceClosed;
        StagedCall probe = refused();
        probe.run(guarded());
        assertEquals(BreakerState.CLOSED, breaker.snapshot().state);
        assertEquals(1, probe.sent.size());
    }

    @Test
    void probeThatProvedNothingIsRetriedAsTheNextProbe() {
        outage();
        StagedCall probe = retrying.call().thenAnswered(429).thenAnswered(200);
        probe.run(guarded());
        assertEquals(2, probe.sent.size());
        assertEquals(BreakerState.CLOSED, breaker.snapshot().state);
    }

    @Test
    void answerOfAProbeMayStillBeRetriedWhileItIsNotJudged() {
        outage();
        Retry retry = retrying.retry();
        List<Boolean> mightRetry = new ArrayList<>();
        StagedCall[] self = new StagedCall[1];
        self[0] = retrying.call().then(attempt -> {
            mightRetry.add(retry.mightRetry(self[0], 429));
            StagedCall.answer(200, -1).accept(attempt);
        });
        self[0].run(guarded());
        assertEquals(List.of(true), mightRetry);
    }

    private void outage() {
        refused().run(guarded());
        retrying.time.pass(Duration.ofSeconds(60));
        retrying.heard.clear();
    }

    @Test
    void operatorWhoClosesOrDisablesMeanwhileDoesNotEndTheRetrying() {
        retrying.time.schedule(Duration.ofMillis(500).toNanos(), breaker::forceClosed);
        retrying.time.schedule(Duration.ofMillis(1500).toNanos(), breaker::disable);
        StagedCall call = refused();
        call.run(guarded());
        assertEquals(4, call.sent.size());
    }

    // ---- which answers are worth holding

    @Test
    void answerIsHeldOnlyWhereItMightBeRetried() {
        assertTrue(mightRetry(503, retrying.call(), 1));
        assertTrue(mightRetry(429, retrying.call().method("PUT"), 1));
        assertTrue(mightRetry(503, retrying.call().method("POST").idempotencyKey(true), 1));
        assertFalse(mightRetry(200, retrying.call(), 1));
        assertFalse(mightRetry(500, retrying.call(), 1));
        assertFalse(mightRetry(503, retrying.call().method("POST"), 1));
        assertFalse(mightRetry(503, retrying.call().replayable(false), 1));
        assertTrue(mightRetry(503, retrying.call(), 3));
        assertFalse(mightRetry(503, retrying.call(), 4));
    }

    private boolean mightRetry(int status, StagedCall call, int inAttempt) {
        Retry retry = retrying.retry();
        List<Boolean> answers = new ArrayList<>();
        for (int i = 1; i < inAttempt; i++) {
            call.thenEnds(Ending.NEVER_SENT, new ConnectException());
        }
        call.then(attempt -> {
            answers.add(retry.mightRetry(call, status));
            StagedCall.answer(200, -1).accept(attempt);
        });
        call.run(retrying.chain());
        return answers.get(0);
    }

    // ---- earlier failures

    @Test
    void earlierFailuresAreSuppressedInTheLastInTheirOrder() {
        List<IOException> failures = List.of(new IOException("1"), new IOException("2"), new IOException("3"));
        StagedCall call = retrying.call();
        call.thenEnds(Ending.NEVER_SENT, failures.get(0))
                .thenAnswered(503)
                .thenEnds(Ending.UNANSWERED, failures.get(1))
                .thenEnds(Ending.NEVER_SENT, failures.get(2));
        call.run(retrying.chain());
        assertSame(failures.get(2), call.attempt().failure());
        assertArrayEquals(
                new Throwable[] {failures.get(0), failures.get(1)},
                failures.get(2).getSuppressed());
    }

    @Test
    void failureThatIsThrownTwiceIsNotSuppressedInItself() {
        IOException one = new IOException("always the same");
        StagedCall call = retrying.call().thenEnds(Ending.NEVER_SENT, one);
        call.run(retrying.chain());
        assertEquals(4, call.sent.size());
        assertEquals(0, one.getSuppressed().length);
    }

    @Test
    void failureThatWrapsTheOneBeforeDoesNotHoldItTwice() {
        IOException first = new IOException("first");
        IOException wrapping = new IOException("wrapping", first);
        StagedCall call = retrying.call();
        call.thenEnds(Ending.NEVER_SENT, first)
                .thenEnds(Ending.NEVER_SENT, wrapping)
                .thenEnds(Ending.LOCAL, wrapping);
        call.run(retrying.chain());
        assertEquals(0, wrapping.getSuppressed().length);
    }

    @Test
    void failureThatHoldsTheLastOneIsNotSuppressedInIt() {
        IOException last = new IOException("inner");
        IOException earlier = new IOException("outer", new IOException("between", last));
        StagedCall call = retrying.call();
        call.thenEnds(Ending.NEVER_SENT, earlier).thenEnds(Ending.LOCAL, last);
        call.run(retrying.chain());
        assertEquals(0, last.getSuppressed().length);
    }

    @Test
    void failuresWhoseCausesFormALoopAreWalkedOnce() {
        IOException outer = new IOException("outer");
        outer.initCause(new IOException("inner", outer));
        IOException last = new IOException("last");
        StagedCall call = retrying.call();
        call.thenEnds(Ending.NEVER_SENT, outer).thenEnds(Ending.LOCAL, last);
        call.run(retrying.chain());
        assertArrayEquals(new Throwable[] {outer}, last.getSuppressed());
    }

    @Test
    void successAfterFailuresLeavesThemAlone() {
        IOException first = new IOException("first");
        StagedCall call = retrying.call();
        call.thenEnds(Ending.NEVER_SENT, first).thenAnswered(200);
        call.run(retrying.chain());
        assertEquals(0, first.getSuppressed().length);
    }

    // ---- attempts

    @Test
    void attemptsAreChainedAndTheClockOfEachBeginsAfterTheWait() {
        StagedCall call = refused().eachLasting(SECOND).thenAnswered(200);
        long begun = retrying.time.nanos();
        call.run(retrying.chain());
        Attempt second = call.attempt();
        assertEquals(SECOND.toNanos(), second.nanos());
        assertEquals(2 * SECOND.toNanos(), second.startedAt() - begun);
        assertSame(call.sent.get(0), second.previous());
        assertEquals(begun, call.startedAt());
    }

    @Test
    void showsItsName() {
        assertEquals("[retry, breaker]", guarded().toString());
    }
}
