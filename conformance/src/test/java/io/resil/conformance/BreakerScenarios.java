package io.resil.conformance;

import static io.resil.conformance.BreakerNeeds.opensAfter;
import static io.resil.conformance.BreakerState.CLOSED;
import static io.resil.conformance.BreakerState.FORCED_OPEN;
import static io.resil.conformance.BreakerState.HALF_OPEN;
import static io.resil.conformance.BreakerState.OPEN;
import static io.resil.conformance.Failed.unless;

import io.resil.conformance.BreakerNeeds.ClockKind;
import io.resil.conformance.BreakerNeeds.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What outcomes do to a breaker, and which calls it lets pass. */
final class BreakerScenarios {

    private static final int THREADS = 50;

    private BreakerScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "consecutive",
                        "A success sets the count of consecutive failures back",
                        BreakerScenarios::successResetsTheCount),
                new Scenario(
                        "failed-probe",
                        "A failed probe opens again, and the recovery time begins anew",
                        BreakerScenarios::failedProbeRestartsTheClock),
                new Scenario(
                        "stampede",
                        "Of 50 threads that ask at once when the recovery time is over, one is the probe",
                        BreakerScenarios::oneOfManyIsTheProbe),
                new Scenario(
                        "late-success",
                        "A call admitted while CLOSED that succeeds in HALF_OPEN does not close",
                        BreakerScenarios::lateSuccess),
                new Scenario(
                        "late-failure",
                        "A call admitted while CLOSED that fails in HALF_OPEN does not open",
                        BreakerScenarios::lateFailure),
                new Scenario(
                        "earlier-epoch",
                        "A failure admitted before an outage does not count after the recovery",
                        BreakerScenarios::outcomeOfAnEarlierEpoch),
                new Scenario(
                        "hanging-probe",
                        "A probe that hangs gives its place to another after a time",
                        BreakerScenarios::hangingProbe),
                new Scenario(
                        "lost-permit",
                        "A permit of a probe that nobody ever gives back is replaced after a time",
                        BreakerScenarios::lostPermit),
                new Scenario(
                        "lost-then-late",
                        "A probe that was given up and ends after all decides nothing",
                        BreakerScenarios::lostProbeComesBack),
                new Scenario(
                        "neutral-probe",
                        "A probe that proves nothing frees its place and neither closes nor opens",
                        BreakerScenarios::neutralProbe),
                new Scenario(
                        "neutral-closed",
                        "An outcome that proves nothing moves no counter while CLOSED",
                        BreakerScenarios::neutralWhileClosed),
                new Scenario(
                        "double-release",
                        "A permit given back twice admits one probe, not two",
                        BreakerScenarios::permitGivenBackTwice),
                new Scenario(
                        "late-release",
                        "A call admitted while CLOSED that is cancelled in HALF_OPEN gives no second place away",
                        BreakerScenarios::lateNeutral),
                new Scenario(
                        "forced-open",
                        "Forced open while a probe is under way, its success does not lift that",
                        BreakerScenarios::forcedOpenDuringAProbe),
                new Scenario(
                        "forced-closed",
                        "Forced closed while a probe is under way, its failure counts nowhere",
                        BreakerScenarios::forcedClosedDuringAProbe),
                new Scenario(
                        "clock-back",
                        "The wall clock is put back by an hour while OPEN: the probe is due when it was",
                        BreakerScenarios::wallClockPutBack),
                new Scenario(
                        "clock-wraps",
                        "The monotonic clock is negative, or wraps while OPEN: the probe is due when it was",
                        BreakerScenarios::clockWraps));
    }

    private static void successResetsTheCount(Subject subject) {
        Breaker breaker = subject.breaker(opensAfter(3));
        failed(breaker, 2);
        pass(breaker).succeed();
        failed(breaker, 2);
        unless("the state after two failures, a success, two failures", CLOSED, breaker.state());
        failed(breaker, 1);
        unless("the state after the third failure in a row", OPEN, breaker.state());
    }

    private static void failedProbeRestartsTheClock(Subject subject) {
        Breaker breaker = recovering(subject, opensAfter(1));
        pass(breaker).fail();
        unless("the state after the failed probe", OPEN, breaker.state());
        unless(breaker.tryPass() == null, "a call passed right after the failed probe");
        breaker.passRecoveryTime();
        pass(breaker).succeed();
        unless("the state after the second probe", CLOSED, breaker.state());
    }

    private static void oneOfManyIsTheProbe(Subject subject) throws Exception {
        Breaker breaker = recovering(subject, opensAfter(1));
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<@Nullable Passage>> asked = new ArrayList<>();
            Callable<@Nullable Passage> call = () -> {
                start.await(RealTime.PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return breaker.tryPass();
            };
            for (int i = 0; i < THREADS; i++) {
                asked.add(threads.submit(call));
            }
            int passed = 0;
            for (Future<@Nullable Passage> one : asked) {
                passed += one.get(RealTime.PATIENCE.toSeconds(), TimeUnit.SECONDS) == null ? 0 : 1;
            }
            unless("calls that passed", 1, passed);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void lateSuccess(Subject subject) {
        Breaker breaker = subject.breaker(opensAfter(2));
        Passage late = pass(breaker);
        failed(breaker, 2);
        breaker.passRecoveryTime();
        Passage probe = pass(breaker);
        late.succeed();
        unless("the state after the late success", HALF_OPEN, breaker.state());
        probe.succeed();
        unless("the state after the success of the probe", CLOSED, breaker.state());
    }

    private static void lateFailure(Subject subject) {
        Breaker breaker = subject.breaker(opensAfter(2));
        Passage late = pass(breaker);
        failed(breaker, 2);
        breaker.passRecoveryTime();
        Passage probe = pass(breaker);
        late.fail();
        unless("the state after the late failure", HALF_OPEN, breaker.state());
        probe.succeed();
        unless("the state after the success of the probe", CLOSED, breaker.state());
    }

    private static void outcomeOfAnEarlierEpoch(Subject subject) {
        Breaker breaker = subject.breaker(opensAfter(2));
        Passage early = pass(breaker);
        failed(breaker, 2);
        breaker.passRecoveryTime();
        pass(breaker).succeed();
        failed(breaker, 1);
        early.fail();
        unless("the state after one failure and one from before the outage", CLOSED, breaker.state());
        failed(breaker, 1);
        unless("the state after two failures", OPEN, breaker.state());
    }

    private static void hangingProbe(Subject subject) {
        probeGetsLost(subject, Loss.HANGING_CALL);
    }

    private static void lostPermit(Subject subject) {
        probeGetsLost(subject, Loss.LOST_PERMIT);
    }

    private static void probeGetsLost(Subject subject, Loss how) {
        Breaker breaker = recovering(subject, opensAfter(1).losing(how));
        pass(breaker);
        unless(breaker.tryPass() == null, "a second probe passed beside the first");
        breaker.passProbeTime();
        unless(comesBack(breaker), "no call passes any more");
    }

    private static void lostProbeComesBack(Subject subject) {
        Breaker breaker = recovering(subject, opensAfter(1).losing(Loss.HANGING_CALL));
        Passage lost = pass(breaker);
        breaker.passProbeTime();
        if (!comesBack(breaker)) {
            throw new Missing("no probe is ever given up");
        }
        BreakerState before = breaker.state();
        lost.succeed();
        unless("the state after the success of the lost probe", before, breaker.state());
    }

    /** A library may give the place itself free after that time, or open again and wait once more. */
    private static boolean comesBack(Breaker breaker) {
        if (breaker.tryPass() != null) {
            return true;
        }
        breaker.passRecoveryTime();
        return breaker.tryPass() != null;
    }

    private static void neutralProbe(Subject subject) {
        Breaker breaker = recovering(subject, opensAfter(1));
        pass(breaker).endNeutrally();
        unless("the state after the probe that proved nothing", HALF_OPEN, breaker.state());
        Passage next = breaker.tryPass();
        unless(next != null, "its place is not free");
        unless(breaker.tryPass() == null, "two probes passed");
    }

    private static void neutralWhileClosed(Subject subject) {
        Breaker breaker = subject.breaker(opensAfter(3));
        failed(breaker, 2);
        pass(breaker).endNeutrally();
        unless("the state after two failures and an outcome that proves nothing", CLOSED, breaker.state());
        failed(breaker, 1);
        unless("the state after the third failure", OPEN, breaker.state());
    }

    private static void permitGivenBackTwice(Subject subject) {
        Breaker breaker = recovering(subject, opensAfter(1));
        Passage probe = pass(breaker);
        probe.endNeutrally();
        probe.endNeutrally();
        unless(breaker.tryPass() != null, "its place is not free");
        unless(breaker.tryPass() == null, "two probes passed");
    }

    private static void lateNeutral(Subject subject) {
        Breaker breaker = subject.breaker(opensAfter(2));
        Passage late = pass(breaker);
        failed(breaker, 2);
        breaker.passRecoveryTime();
        pass(breaker);
        late.endNeutrally();
        unless(breaker.tryPass() == null, "two probes passed");
    }

    private static void forcedOpenDuringAProbe(Subject subject) {
        Breaker breaker = recovering(subject, opensAfter(1));
        Passage probe = pass(breaker);
        breaker.forceOpen();
        probe.succeed();
        unless(
                breaker.state() == FORCED_OPEN || breaker.state() == OPEN,
                "the state after the success of the probe: " + breaker.state());
        unless(breaker.tryPass() == null, "a call passed");
    }

    private static void forcedClosedDuringAProbe(Subject subject) {
        Breaker breaker = recovering(subject, opensAfter(2));
        Passage probe = pass(breaker);
        breaker.forceClosed();
        probe.fail();
        failed(breaker, 1);
        unless("the state after the failure of the probe and one more", CLOSED, breaker.state());
    }

    private static void wallClockPutBack(Subject subject) {
        Breaker breaker = subject.breaker(opensAfter(1).on(ClockKind.PUT_BACK));
        failed(breaker, 1);
        breaker.stepWallClockBack();
        unless(breaker.tryPass() == null, "a call passed before the recovery time was over");
        breaker.passRecoveryTime();
        unless(breaker.tryPass() != null, "no probe passed when the recovery time was over");
    }

    private static void clockWraps(Subject subject) {
        Breaker breaker = subject.breaker(opensAfter(1).on(ClockKind.WRAPPING));
        failed(breaker, 1);
        unless(breaker.tryPass() == null, "a call passed before the recovery time was over");
        breaker.passRecoveryTime();
        pass(breaker).succeed();
        unless("the state after the probe", CLOSED, breaker.state());
    }

    // ---- the ways there

    private static Breaker recovering(Subject subject, BreakerNeeds needs) {
        Breaker breaker = subject.breaker(needs);
        failed(breaker, needs.threshold());
        unless("the state after as many failures as the threshold", OPEN, breaker.state());
        breaker.passRecoveryTime();
        return breaker;
    }

    private static Passage pass(Breaker breaker) {
        Passage passage = breaker.tryPass();
        if (passage == null) {
            unless(false, "a call did not pass that must, in " + breaker.state());
            throw new AssertionError();
        }
        return passage;
    }

    private static void failed(Breaker breaker, int times) {
        for (int i = 0; i < times; i++) {
            pass(breaker).fail();
        }
    }
}
