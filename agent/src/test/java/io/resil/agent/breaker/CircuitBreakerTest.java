package io.resil.agent.breaker;

import static io.resil.agent.breaker.BreakerState.CLOSED;
import static io.resil.agent.breaker.BreakerState.DISABLED;
import static io.resil.agent.breaker.BreakerState.FORCED_OPEN;
import static io.resil.agent.breaker.BreakerState.HALF_OPEN;
import static io.resil.agent.breaker.BreakerState.OPEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import io.resil.agent.call.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Duration PROBE_TIME = Duration.ofSeconds(30);
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final List<String> transitions = new ArrayList<>();
    private final List<Transition> told = new ArrayList<>();
    private VirtualTime time;
    private long wallMillis = 1_000;
    private CircuitBreaker breaker;

    @BeforeEach
    void startAnywhere() {
        startAt(7);
    }

    private void startAt(long nanos) {
        time = new VirtualTime(nanos);
        transitions.clear();
        told.clear();
        BreakerSettings settings =
                new BreakerSettings(5, RECOVERY.toNanos(), PROBE_TIME.toNanos(), StatusSet.NONE.withRange(500, 599));
        breaker = new CircuitBreaker(settings, this::hear, time, () -> wallMillis);
    }

    private void hear(Transition transition) {
        told.add(transition);
        transitions.add(transition.toString());
    }

    private Grant admitted() {
        return assertInstanceOf(Grant.class, breaker.tryAcquire());
    }

    private Rejection rejected() {
        return assertInstanceOf(Rejection.class, breaker.tryAcquire());
    }

    private Grant probe() {
        Grant grant = admitted();
        assertTrue(grant.isProbe());
        return grant;
    }

    private void end(Grant grant, Verdict verdict) {
        breaker.record(grant, verdict, verdict == Verdict.FAILURE ? "refused" : "");
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            end(admitted(), Verdict.FAILURE);
        }
    }

    private void open() {
        fail(5);
        assertState(OPEN);
    }

    private void assertState(BreakerState state) {
        assertEquals(state, breaker.snapshot().state);
    }

    // ---- CLOSED

    @Test
    void opensAfterFiveConsecutiveFailures() {
        fail(4);
        assertState(CLOSED);
        assertEquals(List.of(), transitions);
        fail(1);
        assertState(OPEN);
        assertEquals(List.of("CLOSED -> OPEN (threshold reached: 5/5)"), transitions);
    }

    @Test
    void successForgetsTheFailuresBeforeIt() {
        fail(4);
        end(admitted(), Verdict.SUCCESS);
        assertEquals(0, breaker.snapshot().consecutiveFailures);
        fail(4);
        assertState(CLOSED);
        fail(1);
        assertState(OPEN);
    }

    @Test
    void whatProvesNothingMovesNothing() {
        fail(4);
        for (int i = 0; i < 100; i++) {
            end(admitted(), Verdict.NEUTRAL);
        }
        assertEquals(4, breaker.snapshot().consecutiveFailures);
        fail(1);
        assertState(OPEN);
    }

    @Test
    void failuresCountInTheOrderInWhichCallsEndAndNotInWhichTheyBegan() {
        List<Grant> together = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            together.add(admitted());
        }
        end(together.get(5), Verdict.SUCCESS);
        together.subList(0, 5).forEach(grant -> end(grant, Verdict.FAILURE));
        assertState(OPEN);
    }

    @Test
    void successWithoutFailuresPendingChangesAndAllocatesNothing() {
        Grant first = admitted();
        end(first, Verdict.SUCCESS);
        assertSame(first, admitted());
        fail(2);
        end(admitted(), Verdict.SUCCESS);
        assertSame(first, admitted());
    }

    @Test
    void closedBreakerDoesNotLookAtTheClock() {
        List<String> looks = new ArrayList<>();
        BreakerSettings settings = new BreakerSettings(5, 1, 1, StatusSet.NONE);
        CircuitBreaker unhurried = new CircuitBreaker(
                settings,
                this::hear,
                () -> {
                    looks.add("at the clock");
                    return 0;
                },
                () -> 0);
        for (int i = 0; i < 4; i++) {
            unhurried.record((Grant) unhurried.tryAcquire(), Verdict.SUCCESS, 0, 0, "");
            unhurried.record((Grant) unhurried.tryAcquire(), Verdict.FAILURE, 0, 0, "");
        }
        assertEquals(List.of(), looks);
    }

    // ---- OPEN

    @ParameterizedTest
    @ValueSource(longs = {0, 7, Long.MIN_VALUE, -1_000_000, Long.MAX_VALUE - 30_000_000_000L, Long.MAX_VALUE})
    void rejectsUntilTheRecoveryTimeHasPassedWhereverTheClockStands(long start) {
        startAt(start);
        open();
        rejected();
        time.pass(RECOVERY.minus(MOMENT));
        assertEquals(1, rejected().nanosUntilProbe(time.nanos()));
        assertState(OPEN);
        time.pass(MOMENT);
        probe();
        assertState(HALF_OPEN);
    }

    @Test
    void staysOpenWhileNobodyCalls() {
        open();
        time.pass(RECOVERY.multipliedBy(1000));
        assertState(OPEN);
        assertEquals(0, breaker.snapshot().nanosUntilProbe);
        probe();
    }

    @Test
    void lateOutcomesMoveNothingInOpen() {
        Grant success = admitted();
        Grant failure = admitted();
        open();
        time.pass(Duration.ofSeconds(59));
        end(success, Verdict.SUCCESS);
        end(failure, Verdict.FAILURE);
        assertState(OPEN);
        assertEquals(Duration.ofSeconds(1).toNanos(), breaker.snapshot().nanosUntilProbe);
        assertEquals(1, transitions.size());
    }

    // ---- HALF_OPEN

    @Test
    void exactlyOneCallIsTheProbe() {
        open();
        time.pass(RECOVERY);
        probe();
        for (int i = 0; i < 100; i++) {
            assertEquals(HALF_OPEN, rejected().state());
        }
        assertEquals(0, rejected().nanosUntilProbe(time.nanos()));
    }

    @Test
    void probeThatSucceedsCloses() {
        open();
        time.pass(RECOVERY);
        Grant probe = probe();
        time.pass(Duration.ofSeconds(3));
        end(probe, Verdict.SUCCESS);
        assertState(CLOSED);
        assertFalse(admitted().isProbe());
        assertEquals(
                List.of(
                        "CLOSED -> OPEN (threshold reached: 5/5)",
                        "OPEN -> HALF_OPEN (recovery time is over)",
                        "HALF_OPEN -> CLOSED (service recovered)"),
                transitions);
        fail(4);
        assertState(CLOSED);
    }

    @Test
    void probeThatFailsOpensAgainAndRestartsTheClock() {
        open();
        time.pass(RECOVERY);
        Grant probe = probe();
        time.pass(Duration.ofSeconds(3));
        end(probe, Verdict.FAILURE);
        assertState(OPEN);
        assertEquals("HALF_OPEN -> OPEN (probe failed: refused)", transitions.get(2));
        time.pass(RECOVERY.minus(MOMENT));
        rejected();
        time.pass(MOMENT);
        probe();
    }

    @Test
    void probeThatProvesNothingFreesItsPlaceForTheNextCall() {
        open();
        time.pass(RECOVERY);
        for (int i = 0; i < 10; i++) {
            end(probe(), Verdict.NEUTRAL);
            assertState(HALF_OPEN);
        }
        Grant probe = probe();
        rejected();
        end(probe, Verdict.SUCCESS);
        assertState(CLOSED);
        assertEquals(3, transitions.size());
    }

    @Test
    void lostProbeFreesItsPlaceAfterTheProbeTimeout() {
        open();
        time.pass(RECOVERY);
        probe();
        time.pass(PROBE_TIME.minus(MOMENT));
        rejected();
        time.pass(MOMENT);
        probe();
        rejected();
        assertState(HALF_OPEN);
        assertEquals(2, transitions.size());
    }

    @ParameterizedTest
    @EnumSource
    void outcomeOfALostProbeCountsForNothing(Verdict late) {
        open();
        time.pass(RECOVERY);
        Grant lost = probe();
        time.pass(PROBE_TIME);
        end(lost, late);
        assertState(HALF_OPEN);
        Grant second = probe();
        end(lost, late);
        assertState(HALF_OPEN);
        rejected();
        end(second, Verdict.SUCCESS);
        assertState(CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void outcomeOfACallAdmittedInClosedMovesNothingInHalfOpen(Verdict late) {
        Grant old = admitted();
        open();
        time.pass(RECOVERY);
        Grant probe = probe();
        end(old, late);
        assertState(HALF_OPEN);
        rejected();
        end(probe, Verdict.NEUTRAL);
        end(old, late);
        assertState(HALF_OPEN);
        probe();
    }

    @Test
    void outcomeCountsOnlyInTheEpochThatAdmittedTheCallEvenWhenItIsClosedAgain() {
        Grant old = admitted();
        open();
        time.pass(RECOVERY);
        end(probe(), Verdict.SUCCESS);
        assertState(CLOSED);
        fail(4);
        end(old, Verdict.SUCCESS);
        assertEquals(4, breaker.snapshot().consecutiveFailures);
        end(old, Verdict.FAILURE);
        assertEquals(4, breaker.snapshot().consecutiveFailures);
        assertState(CLOSED);
    }

    @Test
    void probeOfAnEarlierOutageDecidesNothingInALaterOne() {
        open();
        time.pass(RECOVERY);
        Grant ofTheFirst = probe();
        time.pass(PROBE_TIME);
        end(probe(), Verdict.SUCCESS);
        open();
        time.pass(RECOVERY);
        Grant ofTheSecond = probe();
        end(ofTheFirst, Verdict.SUCCESS);
        assertState(HALF_OPEN);
        end(ofTheSecond, Verdict.FAILURE);
        assertState(OPEN);
    }

    // ---- whether another attempt may hope to pass

    @Test
    void permitIsCurrentUntilTheBreakerOpens() {
        Grant grant = admitted();
        assertTrue(grant.isCurrent());
        open();
        assertFalse(grant.isCurrent());
        time.pass(RECOVERY);
        Grant probe = probe();
        assertFalse(grant.isCurrent());
        assertTrue(probe.isCurrent());
        end(probe, Verdict.NEUTRAL);
        assertTrue(probe.isCurrent());
        end(probe(), Verdict.FAILURE);
        assertFalse(probe.isCurrent());
    }

    @Test
    void permitStaysGoodWhenAnOperatorClosesOrDisables() {
        Grant grant = admitted();
        breaker.forceClosed();
        assertTrue(grant.isCurrent());
        breaker.disable();
        assertTrue(grant.isCurrent());
        assertTrue(admitted().isCurrent());
        breaker.forceOpen();
        assertFalse(grant.isCurrent());
    }

    // ---- the operator

    @Test
    void forcedOpenRejectsUntilItIsLifted() {
        breaker.forceOpen();
        time.pass(RECOVERY.multipliedBy(1000));
        Rejection rejection = rejected();
        assertEquals(FORCED_OPEN, rejection.state());
        assertEquals("forced open", rejection.openedBecause());
        assertTrue(rejection.nanosUntilProbe(time.nanos()) < 0);
        breaker.enable();
        assertState(CLOSED);
        admitted();
        assertEquals(List.of("CLOSED -> FORCED_OPEN (forced open)", "FORCED_OPEN -> CLOSED (enabled)"), transitions);
    }

    @Test
    void forcedOpenIgnoresWhatEndsMeanwhile() {
        Grant grant = admitted();
        breaker.forceOpen();
        end(grant, Verdict.SUCCESS);
        assertState(FORCED_OPEN);
        breaker.enable();
        end(grant, Verdict.FAILURE);
        assertEquals(0, breaker.snapshot().consecutiveFailures);
    }

    @Test
    void forceClosedClosesAndForgets() {
        fail(4);
        breaker.forceClosed();
        assertEquals(List.of(), transitions);
        fail(4);
        assertState(CLOSED);
        fail(1);
        breaker.forceClosed();
        assertState(CLOSED);
        admitted();
        assertEquals("OPEN -> CLOSED (forced closed)", transitions.get(1));
    }

    @Test
    void forceClosedTakesTheDecisionFromTheProbe() {
        open();
        time.pass(RECOVERY);
        Grant probe = probe();
        breaker.forceClosed();
        end(probe, Verdict.FAILURE);
        assertState(CLOSED);
        assertEquals(0, breaker.snapshot().consecutiveFailures);
    }

    @Test
    void disabledLetsEverythingPassAndCountsNothing() {
        open();
        breaker.disable();
        for (int i = 0; i < 100; i++) {
            end(admitted(), Verdict.FAILURE);
        }
        assertState(DISABLED);
        Grant ofDisabled = admitted();
        breaker.enable();
        assertState(CLOSED);
        end(ofDisabled, Verdict.FAILURE);
        assertEquals(0, breaker.snapshot().consecutiveFailures);
        assertEquals(
                List.of("OPEN -> DISABLED (disabled)", "DISABLED -> CLOSED (enabled)"),
                transitions.subList(1, transitions.size()));
    }

    @Test
    void enableLiftsOnlyWhatWasForced() {
        breaker.enable();
        assertState(CLOSED);
        open();
        breaker.enable();
        assertState(OPEN);
        time.pass(RECOVERY);
        probe();
        breaker.enable();
        assertState(HALF_OPEN);
    }

    @Test
    void forcingTwiceIsToldOnce() {
        breaker.forceOpen();
        breaker.forceOpen();
        breaker.disable();
        breaker.disable();
        breaker.forceClosed();
        breaker.forceClosed();
        assertEquals(
                List.of(
                        "CLOSED -> FORCED_OPEN (forced open)",
                        "FORCED_OPEN -> DISABLED (disabled)",
                        "DISABLED -> CLOSED (forced closed)"),
                transitions);
    }

    // ---- what readers and listeners see

    @Test
    void transitionSaysHowLongTheOutageWasFailedProbesIncluded() {
        open();
        time.pass(RECOVERY);
        Grant failing = probe();
        time.pass(Duration.ofSeconds(2));
        end(failing, Verdict.FAILURE);
        time.pass(RECOVERY);
        end(probe(), Verdict.NEUTRAL);
        Grant last = probe();
        time.pass(Duration.ofSeconds(1));
        wallMillis = 99_000;
        end(last, Verdict.SUCCESS);
        Transition recovered = told.get(told.size() - 1);
        assertEquals(CLOSED, recovered.to);
        assertEquals(123, TimeUnit.NANOSECONDS.toSeconds(recovered.openNanos));
        assertEquals(99_000, recovered.atMillis);
        assertEquals(0, told.get(0).openNanos);
    }

    @Test
    void snapshotTellsTheWholeStory() {
        assertSnapshot(CLOSED, 1_000, -1, "", 0);
        fail(3);
        assertSnapshot(CLOSED, 1_000, -1, "", 3);
        wallMillis = 2_000;
        fail(2);
        time.pass(Duration.ofSeconds(20));
        assertSnapshot(OPEN, 2_000, 40, "threshold reached: 5/5", 0);
        time.pass(Duration.ofSeconds(40));
        assertSnapshot(OPEN, 2_000, 0, "threshold reached: 5/5", 0);
        wallMillis = 62_000;
        Grant probe = probe();
        wallMillis = 63_000;
        time.pass(Duration.ofSeconds(10));
        assertSnapshot(HALF_OPEN, 62_000, 20, "threshold reached: 5/5", 0);
        end(probe, Verdict.NEUTRAL);
        assertSnapshot(HALF_OPEN, 62_000, 0, "threshold reached: 5/5", 0);
        end(probe(), Verdict.FAILURE);
        assertSnapshot(OPEN, 63_000, 60, "probe failed: refused", 0);
        wallMillis = 64_000;
        breaker.disable();
        assertSnapshot(DISABLED, 64_000, -1, "probe failed: refused", 0);
        breaker.enable();
        assertSnapshot(CLOSED, 64_000, -1, "probe failed: refused", 0);
        breaker.forceOpen();
        assertSnapshot(FORCED_OPEN, 64_000, -1, "forced open", 0);
    }

    private void assertSnapshot(
            BreakerState state, long sinceMillis, long secondsUntilProbe, String because, int failures) {
        BreakerSnapshot snapshot = breaker.snapshot();
        long seconds = snapshot.nanosUntilProbe < 0 ? -1 : TimeUnit.NANOSECONDS.toSeconds(snapshot.nanosUntilProbe);
        assertEquals(
                List.of(state, sinceMillis, secondsUntilProbe, because, failures),
                List.of(
                        snapshot.state,
                        snapshot.sinceMillis,
                        seconds,
                        snapshot.openedBecause,
                        snapshot.consecutiveFailures));
    }

    @Test
    void listenerSeesTheNewStateAlready() {
        List<BreakerState> seen = new ArrayList<>();
        CircuitBreaker[] self = new CircuitBreaker[1];
        self[0] = new CircuitBreaker(
                new BreakerSettings(1, 1, 1, StatusSet.NONE),
                transition -> seen.add(self[0].snapshot().state),
                time,
                () -> 0);
        self[0].record((Grant) self[0].tryAcquire(), Verdict.FAILURE, "");
        self[0].forceOpen();
        assertEquals(List.of(OPEN, FORCED_OPEN), seen);
    }

    @Test
    void showsItsState() {
        open();
        assertEquals("circuit breaker OPEN", breaker.toString());
    }
}
