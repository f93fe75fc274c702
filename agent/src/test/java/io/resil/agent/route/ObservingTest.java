package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.breaker.BreakerState;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.Target;
import io.resil.agent.fallback.FallbackSettings;
import io.resil.agent.fallback.LastGoodSettings;
import io.resil.agent.retry.BudgetSettings;
import io.resil.agent.timeout.Limit;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a service that is observed does, which is nothing, and what it counts. */
class ObservingTest {

    private final ConnectException refusal = new ConnectException("refused");

    private static final Duration SHORT = ObservedScene.SHORT;

    private final ObservedScene scene = new ObservedScene();

    private StagedCall refused() {
        return scene.call().thenEnds(Ending.NEVER_SENT, refusal);
    }

    private StagedCall answered(int status) {
        return scene.call().thenAnswered(status);
    }

    private void opens() {
        scene.times(5, refused());
        assertEquals(BreakerState.OPEN, scene.shown().state);
    }

    // ---- nothing is changed

    @Test
    void clientsAreAskedForNothing() {
        scene.fallback = new FallbackSettings(answer(), lastGood());
        Target target = scene.target();
        StagedCall call = answered(503).answerable();
        List<Boolean> asked = new ArrayList<>();
        call.then(attempt -> asked.addAll(
                List.of(target.mightRetry(call, 503), target.mightHoldBack(call, 503), target.willReplace(call, 503))));
        scene.run(call);
        scene.run(call);
        assertEquals(List.of(false, false, false), asked);
        assertEquals("chroma", target.id());
        assertEquals("chroma [observe]", target.toString());
        assertTrue(target.isObserving());
        assertFalse(target.isRetrying());
        assertNull(target.tokenHeader());
        assertNull(target.keeping());
        assertEquals(0, target.idleTimeoutNanos());
        assertTrue(target.covers("http", "chroma", 80, "/query"));
        assertFalse(target.covers("http", "elsewhere", 80, "/query"));
    }

    @Test
    void callIsSentOnceAndEndsAsItEnds() {
        for (int i = 0; i < 20; i++) {
            StagedCall call = scene.run(refused());
            assertEquals(1, call.sent.size());
            assertEquals(List.of(), call.waits);
            assertEquals(1, call.finished);
            assertSame(refusal, call.attempt().failure());
            assertEquals(0, refusal.getSuppressed().length);
            assertNull(call.attempt().token());
            assertNull(call.attempt().localAnswer());
        }
        assertEquals(0, scene.time.scheduled());
        assertEquals(20, scene.counts().calls);
        assertEquals(20, scene.counts().failures);
        assertEquals(0, scene.counts().rejections);
        assertEquals(0, scene.counts().retries);
    }

    @Test
    void slowCallIsLeftAlone() {
        StagedCall call = scene.run(answered(200).eachLasting(Duration.ofHours(1)));
        assertEquals(List.of(), call.aborts);
        assertEquals(200, call.attempt().status());
        assertEquals(1, scene.counts().successes);
        assertEquals(0, scene.counts().timeouts);
    }

    // ---- the breaker

    @Test
    void breakerWouldHaveRejectedWhatCameAfterTheFifthFailure() {
        opens();
        scene.times(7, answered(200));
        scene.times(2, answered(500));
        assertEquals(List.of("OPEN?"), scene.heard);
        assertEquals("threshold reached: 5/5", scene.shown().openedBecause);
        assertEquals(9, scene.observed().rejected);
        assertEquals(7, scene.observed().rejectedSuccesses);
        assertEquals(0.9, scene.observed().threadSeconds, 1e-9);
        assertEquals(7, scene.counts().successes);
        assertEquals(7, scene.counts().failures);
    }

    @Test
    void probeClosesTheShadowAndAFailedOneDoesNot() {
        opens();
        scene.time.pass(Duration.ofSeconds(60));
        scene.run(refused());
        assertEquals(BreakerState.OPEN, scene.shown().state);
        scene.time.pass(Duration.ofSeconds(60));
        scene.run(answered(200));
        scene.run(answered(200));
        assertEquals(BreakerState.CLOSED, scene.shown().state);
        assertEquals(List.of("OPEN?", "HALF_OPEN?", "OPEN?", "HALF_OPEN?", "CLOSED?"), scene.heard);
        assertEquals(0, scene.observed().rejected);
    }

    @Test
    void aForcedStateIsTheShadowsAndRejectsNothing() {
        scene.breaker().forceOpen();
        assertEquals(200, scene.run(answered(200)).attempt().status());
        assertEquals(BreakerState.FORCED_OPEN, scene.shown().state);
        assertEquals(1, scene.observed().rejected);
        scene.service().setMode(Mode.ENFORCE);
        assertEquals(BreakerState.CLOSED, scene.shown().state);
    }

    @Test
    void withoutABreakerNothingIsRejected() {
        scene.breaks = false;
        scene.times(20, refused());
        assertNull(scene.service().breaker());
        assertEquals(0, scene.observed().rejected);
        assertEquals(20, scene.observed().retried);
    }

    @Test
    void eachOriginHasAShadowOfItsOwn() {
        scene.perOrigin = true;
        scene.times(6, refused());
        assertEquals(List.of("+unknown origin?", "unknown origin OPEN?"), scene.heard);
        assertEquals(1, scene.observed().rejected);
        assertEquals(Set.of("unknown origin"), scene.breaker().origins().keySet());
        scene.service().setMode(Mode.ENFORCE);
        assertEquals(BreakerState.CLOSED, scene.shown().state);
        scene.run(answered(200));
        scene.service().setMode(Mode.OFF);
        scene.service().setMode(Mode.OBSERVE);
        scene.service().setMode(Mode.OFF);
        assertEquals(
                List.of("-unknown origin?", "+unknown origin", "-unknown origin", "+unknown origin"),
                scene.heard.subList(2, scene.heard.size()));
    }

    // ---- max-concurrent

    @Test
    void placesInFlightAreTakenByWhatWouldHaveBeenLetIn() {
        scene.maxConcurrent = 2;
        for (int i = 0; i < 4; i++) {
            scene.run(answered(200).asynchronous(true).eachLasting(Duration.ofSeconds(1 + i)));
        }
        scene.time.pass(Duration.ofMillis(1500));
        scene.run(answered(200));
        scene.time.pass(Duration.ofSeconds(10));
        scene.run(answered(200));
        assertEquals(2, scene.observed().rejected);
        assertEquals(2, scene.observed().rejectedSuccesses);
        assertEquals(6, scene.counts().successes);
    }

    @Test
    void whatTheBreakerWouldHaveRejectedTakesNoPlace() {
        scene.maxConcurrent = 1;
        opens();
        scene.run(answered(200).asynchronous(true).eachLasting(Duration.ofSeconds(90)));
        scene.time.pass(Duration.ofSeconds(60));
        scene.run(answered(200));
        assertEquals(BreakerState.CLOSED, scene.shown().state);
        scene.time.pass(Duration.ofSeconds(60));
        assertEquals(1, scene.observed().rejected);
    }

    @Test
    void aFaultOfOursGivesThePlaceBack() {
        scene.maxConcurrent = 1;
        StagedCall broken = scene.call().then(attempt -> {
            throw new IllegalStateException("ours");
        });
        try {
            scene.run(broken);
        } catch (IllegalStateException ours) {
            assertEquals("ours", ours.getMessage());
        }
        scene.run(answered(200));
        assertEquals(0, scene.observed().rejected);
    }

    // ---- timeouts

    /** Connects at once, writes after so long, uploads for so long, and has its head at the end of the attempt. */
    private StagedCall told(Duration lasting, Duration writing, Duration uploading) {
        return scene.call().eachLasting(lasting).then(attempt -> {
            long begun = attempt.startedAt();
            attempt.markConnecting(begun);
            attempt.timeWriting(begun + writing.toNanos());
            attempt.markRequestWritten(false);
            attempt.markUploading(begun + writing.toNanos());
            attempt.markUploaded(begun + writing.plus(uploading).toNanos());
            attempt.markHeadAccepted();
            attempt.answered(200, -1, false);
        });
    }

    private void assertTimedOut(int times, double seconds) {
        assertEquals(times, scene.observed().timedOut);
        assertEquals(seconds, scene.observed().threadSeconds, 1e-6);
    }

    @Test
    void responseBeyondTheTimeoutWouldHaveTimedOut() {
        scene.run(told(Duration.ofSeconds(10), SHORT, Duration.ZERO));
        assertTimedOut(0, 0);
        scene.run(told(Duration.ofSeconds(13), SHORT, Duration.ZERO));
        assertTimedOut(1, 3);
        assertEquals(1, scene.shown().consecutiveFailures);
        assertEquals(2, scene.counts().successes);
        assertEquals(0, scene.observed().retried); // retry.timeouts is false
    }

    @Test
    void timeSpentOnUploadingIsLeftOut() {
        scene.run(told(Duration.ofSeconds(19), SHORT, Duration.ofSeconds(10)));
        assertTimedOut(0, 0);
        scene.run(told(Duration.ofSeconds(22), SHORT, Duration.ofSeconds(10)));
        assertTimedOut(1, 2);
    }

    @Test
    void connectionThatCameLateWouldHaveTimedOutAndBeenRetried() {
        scene.run(told(Duration.ofSeconds(5), Duration.ofSeconds(4), Duration.ZERO));
        assertTimedOut(1, 2);
        assertEquals(1, scene.observed().retried);
        assertEquals(1, scene.shown().consecutiveFailures);
    }

    @Test
    void connectionThatNeverCameWouldHaveTimedOut() {
        scene.run(scene.call().eachLasting(Duration.ofSeconds(127)).then(attempt -> {
            attempt.markConnecting(attempt.startedAt());
            attempt.end(Ending.NEVER_SENT, refusal);
        }));
        assertTimedOut(1, 124);
        assertEquals(1, scene.observed().retried);
    }

    @Test
    void whatAnAdapterDidNotTimeIsNotHeldAgainstTheConnectTimeout() {
        scene.run(scene.call().eachLasting(Duration.ofSeconds(9)).then(attempt -> {
            attempt.markConnecting(attempt.startedAt());
            attempt.markRequestWritten(false);
            attempt.answered(200, -1, false);
        }));
        assertTimedOut(0, 0);
    }

    @Test
    void bodyThatTakesLongIsNoTimeout() {
        scene.run(scene.call().eachLasting(Duration.ofMinutes(10)).then(attempt -> {
            attempt.markConnecting(attempt.startedAt());
            attempt.markRequestWritten(false);
            attempt.timeHead(attempt.startedAt() + ObservedScene.seconds(9));
            attempt.answered(200, -1, false);
        }));
        assertTimedOut(0, 0);
    }

    @Test
    void builtInLimitDoesNotApplyWhereTheApplicationHasItsOwn() {
        scene.timeout = Limit.builtIn(ObservedScene.seconds(10));
        scene.deadline = Limit.builtIn(ObservedScene.seconds(30));
        scene.run(told(Duration.ofSeconds(60), SHORT, Duration.ZERO).ownTimeout());
        assertTimedOut(0, 0);
        scene.run(told(Duration.ofSeconds(60), SHORT, Duration.ZERO));
        assertTimedOut(1, 50);
    }

    @Test
    void waitInAQueueIsBoundedByTheDeadlineAndProvesNothing() {
        scene.run(scene.call()
                .eachLasting(Duration.ofSeconds(40))
                .then(attempt -> attempt.end(Ending.LOCAL, new IOException("no connection in the pool"))));
        assertTimedOut(1, 10);
        assertEquals(0, scene.shown().consecutiveFailures);
        assertEquals(0, scene.observed().retried);
    }

    @Test
    void callThatTheApplicationCancelledLateWouldHaveTimedOutBefore() {
        scene.run(scene.call().eachLasting(Duration.ofSeconds(25)).then(attempt -> {
            attempt.markConnecting(attempt.startedAt());
            attempt.timeWriting(attempt.startedAt());
            attempt.markRequestWritten(false);
            attempt.end(Ending.CANCELLED, new IOException("cancelled"));
        }));
        assertTimedOut(1, 15);
        assertEquals(1, scene.shown().consecutiveFailures);
        assertEquals(1, scene.counts().neutral);
    }

    @Test
    void probeThatWouldHaveTimedOutOpensTheShadowAgain() {
        opens();
        scene.time.pass(Duration.ofSeconds(60));
        scene.run(told(Duration.ofSeconds(12), SHORT, Duration.ZERO));
        assertEquals(BreakerState.OPEN, scene.shown().state);
        assertTrue(scene.shown().openedBecause.contains("timed out"), scene.shown().openedBecause);
    }

    @Test
    void asynchronousCallHoldsNoThread() {
        scene.run(told(Duration.ofSeconds(13), SHORT, Duration.ZERO).asynchronous(true));
        scene.time.pass(Duration.ofMinutes(1));
        assertTimedOut(1, 0);
    }

    // ---- retries

    private void assertRetried(int times, StagedCall call) {
        long before = scene.observed().retried;
        scene.run(call);
        assertEquals(times, scene.observed().retried - before);
    }

    @Test
    void callIsRetriedByTheRulesOfTheRetry() {
        scene.breaks = false;
        IOException reset = new IOException("reset");
        assertRetried(1, refused());
        assertRetried(1, refused().method("POST"));
        assertRetried(0, refused().replayable(false));
        assertRetried(1, answered(503));
        assertRetried(0, answered(503).method("POST"));
        assertRetried(1, answered(503).method("POST").idempotencyKey(true));
        assertRetried(0, answered(500));
        assertRetried(0, answered(200));
        assertRetried(1, scene.call().thenEnds(Ending.UNANSWERED, reset));
        assertRetried(0, scene.call().method("PUT").thenEnds(Ending.UNANSWERED, reset));
        assertRetried(1, scene.call().thenEnds(Ending.STALE_CONNECTION, reset));
        assertRetried(0, scene.call().thenEnds(Ending.TIMED_OUT, reset));
        assertRetried(0, scene.call().thenEnds(Ending.CANCELLED, reset));
    }

    @Test
    void answerNeedNotBeHeldInMemoryToCount() {
        assertRetried(1, scene.call().then(attempt -> {
            attempt.markRequestWritten(false);
            attempt.markHeadAccepted();
            attempt.answered(503, -1, false);
        }));
    }

    @Test
    void retryThatIsAskedForTooLateIsNone() {
        assertRetried(1, scene.call().thenAnswered(503, Duration.ofSeconds(5)));
        assertRetried(0, scene.call().thenAnswered(503, Duration.ofSeconds(6)));
    }

    @Test
    void retryThatTheDeadlineMightForbidIsNone() {
        scene.deadline = Limit.configured(ObservedScene.seconds(10));
        assertRetried(1, answered(503).eachLasting(Duration.ofMillis(8700)));
        assertRetried(0, answered(503).eachLasting(Duration.ofMillis(8900))); // the wait may be 1.2 s
    }

    @Test
    void budgetBoundsTheRetries() {
        scene.breaks = false;
        scene.budget = new BudgetSettings(0.5, 0);
        scene.times(1000, answered(503));
        assertTrue(Math.abs(scene.observed().retried - 600) <= 1, () -> scene.observed().retried + " retried");
    }

    @Test
    void failureThatOpensTheBreakerIsNotRetriedAndNorIsAFailedProbe() {
        opens();
        assertEquals(4, scene.observed().retried);
        scene.time.pass(Duration.ofSeconds(60));
        assertRetried(0, refused());
    }

    // ---- fallback

    private static LocalAnswer answer() {
        return new LocalAnswer(200, List.of(), new byte[0]);
    }

    private static LastGoodSettings lastGood() {
        return new LastGoodSettings(ObservedScene.seconds(600), 10, 1000, Set.of());
    }

    private void assertFallenBack(int times, StagedCall call) {
        long before = scene.observed().fallenBack;
        scene.run(call);
        assertEquals(times, scene.observed().fallenBack - before);
    }

    @Test
    void configuredResponseWouldHaveAnsweredFailuresForGood() {
        scene.fallback = new FallbackSettings(answer(), lastGood());
        assertFallenBack(1, answered(500).answerable());
        assertFallenBack(0, answered(500)); // its client takes none
        assertFallenBack(0, answered(404).answerable());
        assertFallenBack(0, answered(503).answerable()); // the retry may have had an answer
        assertFallenBack(1, answered(503).method("POST").answerable());
        assertFallenBack(1, told(Duration.ofSeconds(13), SHORT, Duration.ZERO).answerable());
        scene.times(2, answered(500));
        assertEquals(BreakerState.OPEN, scene.shown().state);
        assertFallenBack(1, answered(200).answerable());
        assertEquals(1, scene.observed().rejected);
    }

    @Test
    void lastGoodAnswerIsNotKnownToHaveBeenThere() {
        scene.fallback = new FallbackSettings(null, lastGood());
        opens();
        assertFallenBack(0, answered(200).answerable());
    }

    // ---- switching

    @Test
    void modeHoldsForCallsThatStartAfterIt() {
        scene.mode = Mode.ENFORCE;
        Target enforcing = scene.target();
        assertSame(scene.service(), enforcing);
        List<Target> later = new ArrayList<>();
        Consumer<Attempt> switching = attempt -> {
            scene.service().setMode(Mode.OBSERVE);
            later.add(scene.target());
            attempt.markRequestWritten(false);
            attempt.answered(503, -1, true);
        };
        StagedCall call = scene.run(scene.call().then(switching).thenAnswered(200));
        assertEquals(2, call.sent.size());
        assertEquals("s3cret", call.attempt().token());
        assertTrue(later.get(0).isObserving());
        assertEquals(1, scene.run(answered(503)).sent.size());
        assertEquals(Mode.OBSERVE, scene.service().mode());
        scene.service().setMode(Mode.OFF);
        assertNull(scene.target());
        scene.service().setMode(Mode.ENFORCE);
        assertSame(enforcing, scene.target());
    }

    @Test
    void breakerKeepsItsStateWhileTheServiceIsObservedAndTheShadowBeginsAfresh() {
        scene.mode = Mode.ENFORCE;
        scene.maxRetries = 0;
        opens();
        scene.service().setMode(Mode.OBSERVE);
        assertEquals(BreakerState.CLOSED, scene.shown().state);
        opens();
        Target observing = scene.target();
        scene.service().setMode(Mode.OBSERVE);
        assertSame(observing, scene.target());
        scene.service().setMode(Mode.ENFORCE);
        assertEquals(BreakerState.OPEN, scene.shown().state);
        assertTrue(scene.run(answered(200)).attempt().endedAs(Ending.REJECTED));
        scene.service().setMode(Mode.OBSERVE);
        assertEquals(BreakerState.CLOSED, scene.shown().state);
        assertEquals(1, scene.counts().rejections);
    }

    @Test
    void modeIsFoundByItsKeyInAnyCase() {
        assertEquals(Mode.OBSERVE, Mode.of("Observe"));
        assertNull(Mode.of("on"));
        assertEquals("enforce, observe or off", Mode.WORDS);
    }
}
