package io.resil.agent.timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Alarm;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Step;
import io.resil.agent.call.VirtualTime;
import io.resil.agent.call.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An attempt whose course on the wire is told second by second, and what the timer makes of it. */
class AttemptTimerTest {

    private static final Duration MOMENT = Duration.ofNanos(1);

    private static final Limit CONNECT = Limit.configured(nanos(3));
    private static final Limit ATTEMPT = Limit.configured(nanos(10));
    private static final Limit DEADLINE = Limit.configured(nanos(30));

    private static final Limit BUILT_IN_CONNECT = Limit.builtIn(nanos(3));
    private static final Limit BUILT_IN_ATTEMPT = Limit.builtIn(nanos(10));
    private static final Limit BUILT_IN_DEADLINE = Limit.builtIn(nanos(30));

    private final VirtualTime time = new VirtualTime(Long.MAX_VALUE - 5);
    private final StagedCall call = new StagedCall(time).asynchronous(true).eachLasting(Duration.ofDays(1));
    private TimeoutPolicy policy;
    private Chain chain;
    private Attempt attempt;

    private static long nanos(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    /** Sends the call; its attempt then does what the test says, and ends where the test ends it. */
    private void begin(Limit connect, Limit attemptLimit, Limit deadline) {
        TimeoutSettings settings = new TimeoutSettings(attemptLimit, connect, Limit.NONE, deadline);
        policy = Objects.requireNonNull(TimeoutPolicy.create(settings, time, time));
        chain = new Chain(List.of(policy), new StatusJudge(StatusSet.NONE), new CallListener() {}, time);
        call.thenAnswered(200).run(chain);
        attempt = call.attempt();
    }

    private void connecting() {
        attempt.markConnecting(time.nanos());
    }

    private void connected() {
        attempt.markConnecting(time.nanos());
        attempt.markRequestWritten(false);
    }

    private void pass(long seconds) {
        time.pass(Duration.ofSeconds(seconds));
    }

    /** The attempt is aborted for this cause after so many more seconds, and not a nanosecond before. */
    private void assertDueIn(long seconds, AbortCause cause) {
        time.pass(Duration.ofSeconds(seconds).minus(MOMENT));
        assertEquals(List.of(), call.aborts);
        assertNull(attempt.abortCause());
        time.pass(MOMENT);
        assertEquals(List.of(cause), call.aborts);
        assertEquals(cause, attempt.abortCause());
    }

    private void assertNeverAborted() {
        time.pass(Duration.ofHours(12));
        assertEquals(List.of(), call.aborts);
        assertNull(attempt.abortCause());
    }

    private void end() {
        attempt.end(Ending.TIMED_OUT, new IOException("aborted"));
        chain.resume(call, Step.OUTWARD);
    }

    // ---- which limit, and when

    @Test
    void connectingIsBoundedByTheConnectTimeout() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connecting();
        assertDueIn(3, AbortCause.CONNECT_TIMEOUT);
    }

    @Test
    void responseIsBoundedByTheTimeoutConnectingIncluded() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connecting();
        pass(2);
        attempt.markRequestWritten(false);
        assertDueIn(8, AbortCause.RESPONSE_TIMEOUT);
    }

    @Test
    void trickledHeadIsCaughtAsWell() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connected();
        pass(4);
        attempt.markAnswerBegun();
        assertDueIn(6, AbortCause.RESPONSE_TIMEOUT);
    }

    @Test
    void redirectsDoNotRestartTheClock() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connected();
        pass(6);
        connected();
        assertDueIn(4, AbortCause.RESPONSE_TIMEOUT);
    }

    @Test
    void clockOfTheAttemptStandsStillWhileItQueues() {
        begin(CONNECT, ATTEMPT, Limit.NONE);
        pass(3600);
        assertEquals(List.of(), call.aborts);
        connecting();
        assertDueIn(3, AbortCause.CONNECT_TIMEOUT);
    }

    @Test
    void queueIsBoundedByTheDeadline() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        assertDueIn(30, AbortCause.DEADLINE);
    }

    @Test
    void deadlineWinsOverALaterTimeout() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        pass(25);
        connected();
        assertDueIn(5, AbortCause.DEADLINE);
    }

    @Test
    void limitThatIsNoneIsNotKept() {
        begin(Limit.NONE, ATTEMPT, Limit.NONE);
        connecting();
        assertDueIn(10, AbortCause.RESPONSE_TIMEOUT);
    }

    @Test
    void connectTimeoutAloneEndsWithTheFirstByteOfTheRequest() {
        begin(CONNECT, Limit.NONE, Limit.NONE);
        connected();
        assertNeverAborted();
        assertEquals(1, time.pending()); // the end of the attempt, and no timer
    }

    @Test
    void deadlineCountsFromTheFirstAttempt() {
        TimeLimits limits = new TimeLimits(new TimeoutSettings(ATTEMPT, CONNECT, Limit.NONE, DEADLINE), time);
        begin(CONNECT, ATTEMPT, DEADLINE);
        pass(12);
        call.prepareNextAttempt();
        assertEquals(nanos(18), limits.deadlineLeft(call, time.nanos()));
        assertEquals(nanos(10), limits.responseLeft(call, call.attempt(), time.nanos()));
    }

    // ---- uploads

    @Test
    void timeSpentOnTheUploadDoesNotCount() {
        begin(CONNECT, ATTEMPT, Limit.NONE);
        connected();
        attempt.markUploading(time.nanos());
        pass(3600);
        assertEquals(List.of(), call.aborts);
        attempt.markUploaded(time.nanos());
        assertDueIn(10, AbortCause.RESPONSE_TIMEOUT);
    }

    @Test
    void builtInDeadlineStandsStillDuringTheUploadAndAConfiguredOneDoesNot() {
        begin(CONNECT, ATTEMPT, BUILT_IN_DEADLINE);
        connected();
        attempt.markUploading(time.nanos());
        assertNeverAborted();
        attempt.markUploaded(time.nanos());
        pass(10);
        assertEquals(AbortCause.RESPONSE_TIMEOUT, call.aborts.get(0));
    }

    @Test
    void configuredDeadlineHoldsDuringTheUpload() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connected();
        attempt.markUploading(time.nanos());
        assertDueIn(30, AbortCause.DEADLINE);
    }

    @Test
    void timerLooksNoMoreThanOnceAMillisecondWhileABodyIsSent() {
        begin(Limit.NONE, ATTEMPT, Limit.NONE);
        connected();
        time.pass(Duration.ofSeconds(10).minus(MOMENT));
        attempt.markUploading(time.nanos());
        long before = time.scheduled();
        pass(1);
        long looks = time.scheduled() - before;
        assertTrue(looks > 0 && looks <= 1001, () -> looks + " looks");
        assertEquals(List.of(), call.aborts);
    }

    // ---- the application's own limits

    @Test
    void builtInLimitsDoNotTightenTheApplicationsOwn() {
        call.ownTimeout().ownConnectTimeout();
        begin(BUILT_IN_CONNECT, BUILT_IN_ATTEMPT, BUILT_IN_DEADLINE);
        connecting();
        assertNeverAborted();
    }

    @Test
    void configuredLimitsHoldBesideTheApplicationsOwn() {
        call.ownTimeout().ownConnectTimeout();
        begin(CONNECT, ATTEMPT, DEADLINE);
        connecting();
        assertDueIn(3, AbortCause.CONNECT_TIMEOUT);
    }

    @Test
    void ownTimeoutOfTheResponseLeavesTheBuiltInConnectTimeout() {
        call.ownTimeout();
        begin(BUILT_IN_CONNECT, BUILT_IN_ATTEMPT, BUILT_IN_DEADLINE);
        connecting();
        assertDueIn(3, AbortCause.CONNECT_TIMEOUT);
    }

    @Test
    void ownConnectTimeoutLeavesTheBuiltInTimeoutOfTheResponse() {
        call.ownConnectTimeout();
        begin(BUILT_IN_CONNECT, BUILT_IN_ATTEMPT, BUILT_IN_DEADLINE);
        connecting();
        assertDueIn(10, AbortCause.RESPONSE_TIMEOUT);
    }

    // ---- until it has ended

    @Test
    void abortIsRepeatedUntilTheAttemptEnds() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connecting();
        pass(3);
        assertEquals(1, call.aborts.size());
        time.pass(Duration.ofMillis(10));
        assertEquals(2, call.aborts.size());
        time.pass(Duration.ofMillis(20));
        assertEquals(3, call.aborts.size());
        pass(60);
        int soFar = call.aborts.size();
        assertTrue(soFar > 60 && soFar < 80, () -> soFar + " aborts");
        assertEquals(
                List.of(AbortCause.CONNECT_TIMEOUT),
                call.aborts.stream().distinct().toList());
        end();
        pass(60);
        assertEquals(soFar, call.aborts.size());
        assertEquals(1, time.pending());
    }

    @Test
    void causeOfTheAbortStaysThoughAnotherLimitPassesMeanwhile() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connecting();
        pass(40);
        assertEquals(AbortCause.CONNECT_TIMEOUT, attempt.abortCause());
        assertEquals(
                List.of(AbortCause.CONNECT_TIMEOUT),
                call.aborts.stream().distinct().toList());
    }

    @Test
    void headThatWasAcceptedIsNotAborted() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connected();
        pass(9);
        assertTrue(attempt.markHeadAccepted());
        assertNeverAborted();
        assertEquals(1, time.pending());
    }

    @Test
    void headThatComesAfterTheAbortIsNotAccepted() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connected();
        pass(10);
        assertFalse(attempt.markHeadAccepted());
    }

    @Test
    void nothingIsLeftScheduledAfterAFault() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        chain = new Chain(
                List.of(policy),
                faulty -> {
                    throw new IllegalStateException("a fault of the agent");
                },
                new CallListener() {},
                time);
        assertThrows(IllegalStateException.class, this::end);
        assertEquals(1, time.pending()); // the script's own
        assertNeverAborted();
    }

    @Test
    void nothingIsLeftScheduledAfterTheAttempt() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        assertEquals(2, time.pending());
        connected();
        pass(5);
        attempt.markHeadAccepted();
        attempt.answered(200, -1, false);
        chain.resume(call, Step.OUTWARD);
        assertEquals(1, time.pending()); // the script's own
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4, 9, 10, 11, 31})
    void nothingIsLeftScheduledWheneverTheAttemptEnds(long seconds) {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connected();
        pass(seconds);
        end();
        assertEquals(1, time.pending());
    }

    @Test
    void oneTaskAtATimeServesAllLimits() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        long before = time.scheduled();
        for (int second = 0; second < 9; second++) {
            pass(1);
            assertEquals(2, time.pending());
            if (second == 1) {
                connected();
            }
        }
        assertTrue(time.scheduled() - before <= 3);
    }

    /** Any course of a slow attempt: no sooner than the limit, and at most a millisecond later. */
    @Property(tries = 300)
    void attemptIsAbortedWhenItsOwnTimeIsOver(
            @ForAll @LongRange(min = 0, max = 20_000) long queuedMillis,
            @ForAll @LongRange(min = 0, max = 2_900) long connectMillis,
            @ForAll @LongRange(min = 0, max = 60_000) long uploadMillis) {
        AttemptTimerTest story = new AttemptTimerTest();
        story.begin(CONNECT, ATTEMPT, Limit.NONE);
        story.time.pass(Duration.ofMillis(queuedMillis));
        story.connecting();
        story.time.pass(Duration.ofMillis(connectMillis));
        story.attempt.markRequestWritten(false);
        story.attempt.markUploading(story.time.nanos());
        story.time.pass(Duration.ofMillis(uploadMillis));
        story.attempt.markUploaded(story.time.nanos());
        story.time.pass(Duration.ofMillis(10_000 - connectMillis).minus(MOMENT));
        assertEquals(List.of(), story.call.aborts);
        story.time.pass(Duration.ofMillis(1));
        assertEquals(List.of(AbortCause.RESPONSE_TIMEOUT), story.call.aborts);
    }

    // ---- races, played by hand

    /** Taken out to be run, but not yet: what the attempt's own thread finds then. */
    @Test
    void alarmThatIsRunAfterTheAttemptHasEndedWatchesNothing() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        assertTrue(time.forget(attempt));
        end();
        int before = time.pending();
        attempt.run();
        assertEquals(before, time.pending());
        pass(100);
        assertEquals(List.of(), call.aborts);
    }

    @Test
    void attemptThatEndsAfterItsAlarmWasRunEndsTheWatch() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connected();
        pass(4);
        assertEquals(2, time.pending());
        end();
        assertEquals(1, time.pending());
        pass(100);
        assertEquals(List.of(), call.aborts);
    }

    /** The two threads meet in the one field that says who watches: whoever comes second puts things right. */
    @Test
    void endAndAlarmThatMeetLeaveNothing() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            Attempt contested = new AttemptTimerTest().begun();
            AtomicInteger watching = new AtomicInteger();
            CyclicBarrier together = new CyclicBarrier(2);
            Thread clock = new Thread(() -> {
                await(together);
                watching.incrementAndGet();
                if (!contested.watchWith(watching::decrementAndGet)) {
                    watching.decrementAndGet();
                }
            });
            clock.start();
            await(together);
            contested.endWatch();
            clock.join();
            assertEquals(0, watching.get());
        }
    }

    private Attempt begun() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        return attempt;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void attemptThatEndsWhileTheTimerSchedulesItsNextLookLeavesNothing() {
        AttemptTimer[] timer = new AttemptTimer[1];
        Timers interfering = new Timers() {
            @Override
            public Waiting.Cancel schedule(long nanos, Runnable task) {
                Waiting.Cancel next = time.schedule(nanos, task);
                if (timer[0] != null) {
                    timer[0].cancel(); // the attempt ends on its own thread, which cannot see this task yet
                }
                return next;
            }

            @Override
            public void set(Alarm alarm, long now, long nanos) {
                time.set(alarm, now, nanos);
            }

            @Override
            public boolean forget(Alarm alarm) {
                return time.forget(alarm);
            }

            @Override
            public void run(Runnable task) {
                task.run();
            }
        };
        begin(CONNECT, ATTEMPT, DEADLINE);
        TimeLimits limits = new TimeLimits(new TimeoutSettings(ATTEMPT, CONNECT, Limit.NONE, DEADLINE), time);
        int before = time.pending();
        AttemptTimer one = new AttemptTimer(limits, call, attempt, interfering);
        timer[0] = one;
        one.run();
        assertEquals(before, time.pending());
    }

    @Test
    void headThatComesBetweenTheLookAndTheAbortWins() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        connected();
        Attempt contested = attempt;
        StagedCall accepting = call;
        TimeLimits limits = new TimeLimits(new TimeoutSettings(ATTEMPT, CONNECT, Limit.NONE, DEADLINE), () -> {
            contested.markHeadAccepted();
            return time.nanos() + nanos(100);
        });
        new AttemptTimer(limits, accepting, contested, time).run();
        assertEquals(List.of(), call.aborts);
        assertNull(attempt.abortCause());
    }

    @Test
    void abortOnAnotherThreadIsLeftOutWhenTheAttemptHasEndedMeanwhile() {
        List<Runnable> handedOver = new ArrayList<>();
        Timers slow = new Timers() {
            @Override
            public Waiting.Cancel schedule(long nanos, Runnable task) {
                return time.schedule(nanos, task);
            }

            @Override
            public void set(Alarm alarm, long now, long nanos) {
                time.set(alarm, now, nanos);
            }

            @Override
            public boolean forget(Alarm alarm) {
                return time.forget(alarm);
            }

            @Override
            public void run(Runnable task) {
                handedOver.add(task);
            }
        };
        begin(Limit.NONE, Limit.NONE, Limit.configured(nanos(100_000)));
        TimeLimits limits = new TimeLimits(new TimeoutSettings(ATTEMPT, Limit.NONE, Limit.NONE, Limit.NONE), time);
        AttemptTimer timer = new AttemptTimer(limits, call, attempt, slow);
        timer.run();
        connected();
        pass(20);
        assertFalse(handedOver.isEmpty());
        timer.cancel();
        handedOver.forEach(Runnable::run);
        assertEquals(List.of(), call.aborts);
    }

    // ---- where there is nothing to keep

    static Stream<TimeoutSettings> settingsWithOneLimit() {
        return Stream.of(
                new TimeoutSettings(ATTEMPT, Limit.NONE, Limit.NONE, Limit.NONE),
                new TimeoutSettings(Limit.NONE, CONNECT, Limit.NONE, Limit.NONE),
                new TimeoutSettings(Limit.NONE, Limit.NONE, Limit.NONE, DEADLINE));
    }

    @ParameterizedTest
    @MethodSource("settingsWithOneLimit")
    void policyExistsForAnyOfItsLimits(TimeoutSettings settings) {
        assertNotNull(TimeoutPolicy.create(settings, time, time));
    }

    @Test
    void policyDoesNotExistWithoutOne() {
        Limit idle = Limit.configured(1);
        assertNull(TimeoutPolicy.create(new TimeoutSettings(Limit.NONE, Limit.NONE, idle, Limit.NONE), time, time));
    }

    @Test
    void showsItsName() {
        begin(CONNECT, ATTEMPT, DEADLINE);
        assertEquals("[timeout]", chain.toString());
    }
}
