package io.resil.conformance;

import static io.resil.conformance.BreakerState.CLOSED;
import static io.resil.conformance.CallerNeeds.waiting;
import static io.resil.conformance.Failed.unless;

import io.resil.conformance.CallerNeeds.Backoff;
import java.util.List;

/** What retries send, and what the application gets. */
final class RetryScenarios {

    private static final int NEVER_OPENS = 100;

    private RetryScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario(
                        "retry",
                        "A call that is refused twice is sent three times and answered",
                        RetryScenarios::retriesUntilAnswered),
                new Scenario(
                        "last-failure",
                        "After the last attempt the application gets the failure of that attempt",
                        RetryScenarios::lastFailureIsHandedOver),
                new Scenario(
                        "rejected-retry",
                        "The breaker opens between attempts: the application gets the last real failure, not the rejection",
                        RetryScenarios::rejectionDuringRetry),
                new Scenario(
                        "probe-retry", "A failed probe is not sent again", RetryScenarios::failedProbeIsNotRetried),
                new Scenario(
                        "cancelled-probe",
                        "A probe whose thread is interrupted frees its place, and neither closes nor opens",
                        RetryScenarios::probeIsInterrupted),
                new Scenario(
                        "interrupt",
                        "An interrupt during the wait ends the call, sends nothing more, and can be seen by the caller",
                        RetryScenarios::interruptDuringTheWait),
                new Scenario(
                        "deadline",
                        "A wait that would pass the deadline is not slept: the failure is handed over at once",
                        RetryScenarios::waitBeyondTheDeadline),
                new Scenario(
                        "post",
                        "A POST answered 503 is not sent again without an Idempotency-Key, and with one it is",
                        RetryScenarios::statusOfAPost));
    }

    private static void retriesUntilAnswered(Subject subject) {
        Script script = Script.get().thenIsRefused().thenIsRefused().thenAnswers(200);
        CallResult result = subject.caller(waiting(NEVER_OPENS, Backoff.SHORT)).call(script);
        unless("times sent", 3, script.sent());
        unless("the status", 200, result.status());
    }

    private static void lastFailureIsHandedOver(Subject subject) {
        Script script =
                Script.get().thenIsRefused().thenIsRefused().thenIsRefused().thenIsRefused();
        CallResult result = subject.caller(waiting(NEVER_OPENS, Backoff.SHORT)).call(script);
        unless("times sent", 1 + CallerNeeds.MAX_RETRIES, script.sent());
        unless(result.failedWith(script.failures().get(3)), "the application got something else");
    }

    private static void rejectionDuringRetry(Subject subject) {
        Caller caller = subject.caller(waiting(1, Backoff.SHORT));
        Script script = Script.get().thenIsRefused();
        CallResult result = caller.call(script);
        unless("times sent", 1, script.sent());
        unless(result.failedWith(script.failures().get(0)), "the application got the rejection");
    }

    private static void failedProbeIsNotRetried(Subject subject) {
        Caller caller = recovering(subject, waiting(1, Backoff.BEYOND_RECOVERY));
        Script script = Script.get().thenIsRefused().thenAnswers(200);
        CallResult result = caller.call(script);
        unless("times sent", 1, script.sent());
        unless(result.failedWith(script.failures().get(0)), "the application got something else than the failure");
    }

    private static void probeIsInterrupted(Subject subject) throws Exception {
        Caller caller = recovering(subject, waiting(1, Backoff.BEYOND_RECOVERY).withoutRetries());
        Script script = Script.get().thenHangs();
        CallThread call = CallThread.running(caller, script);
        call.interruptWhenItWaits(script);
        call.result();
        unless(caller.breaker().state() != CLOSED, "it closed");
        unless(
                caller.breaker().tryPass() != null,
                "no call passes, in " + caller.breaker().state());
        unless(caller.breaker().tryPass() == null, "two probes passed");
    }

    private static void interruptDuringTheWait(Subject subject) throws Exception {
        Caller caller = subject.caller(waiting(NEVER_OPENS, Backoff.ENDLESS));
        Script script = Script.get().thenIsRefused();
        CallThread call = CallThread.running(caller, script);
        call.interruptWhenItWaits(script);
        CallResult result = call.result();
        unless("times sent", 1, script.sent());
        unless(result.failure() != null, "the call did not fail");
        unless(call.interruptIsSeen(result), "the interrupt was swallowed");
    }

    private static void waitBeyondTheDeadline(Subject subject) {
        Script script = Script.get().thenIsRefused().thenIsRefused().thenIsRefused();
        CallResult result =
                subject.caller(waiting(NEVER_OPENS, Backoff.BEYOND_DEADLINE)).call(script);
        // without the number: how often one sends beyond the second time hangs on the speed of the machine
        unless(script.sent() == 2, "not sent twice");
        unless(!result.wentToTheDeadline(), "it waited");
        unless(result.failedWith(script.failures().get(1)), "the application got something else than the failure");
    }

    private static void statusOfAPost(Subject subject) {
        Script bare = Script.post(false).thenAnswers(503).thenAnswers(200);
        CallResult result = subject.caller(waiting(NEVER_OPENS, Backoff.SHORT)).call(bare);
        unless("times sent without a key", 1, bare.sent());
        unless("the status without a key", 503, result.status());
        Script keyed = Script.post(true).thenAnswers(503).thenAnswers(200);
        subject.caller(waiting(NEVER_OPENS, Backoff.SHORT)).call(keyed);
        unless("times sent with a key", 2, keyed.sent());
    }

    private static Caller recovering(Subject subject, CallerNeeds needs) {
        Caller caller = subject.caller(needs);
        Breaker breaker = caller.breaker();
        for (int i = 0; i < needs.threshold(); i++) {
            Passage passage = breaker.tryPass();
            if (passage != null) {
                passage.fail();
            }
        }
        unless("the state after as many failures as the threshold", BreakerState.OPEN, breaker.state());
        breaker.passRecoveryTime();
        return caller;
    }
}
