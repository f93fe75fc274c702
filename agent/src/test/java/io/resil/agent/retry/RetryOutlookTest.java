package io.resil.agent.retry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import io.resil.agent.timeout.Limit;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is said to have been retried certainly would have been, also with the longest wait that chance allows. */
class RetryOutlookTest {

    private final Retrying retrying = new Retrying();

    /** A call whose attempt ends as told, after so long, under a deadline of ten seconds. */
    private boolean wouldRetry(Consumer<StagedCall> told, Duration after) {
        StagedCall call = retrying.call();
        told.accept(call);
        long begun = retrying.time.nanos();
        call.run(new Chain(
                List.of(), new StatusJudge(StatusSet.NONE.withRange(500, 599)), new CallListener() {}, retrying.time));
        Attempt attempt = call.attempt();
        RetryOutlook outlook = new RetryOutlook(
                retrying.settings(), Limit.configured(Duration.ofSeconds(10).toNanos()), retrying.time, null);
        outlook.callBegan();
        return outlook.wouldRetry(call, attempt, attempt.ending(), Verdict.FAILURE, begun + after.toNanos());
    }

    private boolean refusedAfter(Duration after) {
        return wouldRetry(call -> call.thenEnds(Ending.NEVER_SENT, new ConnectException("refused")), after);
    }

    private boolean staleAfter(Duration after) {
        return wouldRetry(call -> call.thenEnds(Ending.STALE_CONNECTION, new ConnectException("reset")), after);
    }

    private boolean answered503(Duration retryAfter, Duration after) {
        return wouldRetry(call -> call.thenAnswered(503, retryAfter), after);
    }

    @Test
    void theLongestWaitHasToEndBeforeTheDeadline() {
        assertTrue(refusedAfter(Duration.ofMillis(8_799)));
        assertFalse(refusedAfter(Duration.ofMillis(8_800)), "1 s and a fifth would end with the deadline");
    }

    @Test
    void aDeadConnectionIsTriedAgainAtOnceSoLongAsTimeIsLeft() {
        assertTrue(staleAfter(Duration.ofSeconds(10).minusNanos(1)));
        assertFalse(staleAfter(Duration.ofSeconds(10)));
    }

    @Test
    void nothingIsRetriedWhereNoCallMayWait() {
        retrying.maxWaiting = 0;
        assertFalse(refusedAfter(Duration.ofSeconds(1)));
        retrying.maxWaiting = 1;
        assertTrue(refusedAfter(Duration.ofSeconds(1)));
    }

    @Test
    void moreThanIsWaitedForIsNotWaitedFor() {
        assertTrue(answered503(Duration.ofSeconds(5), Duration.ofMillis(1)));
        assertFalse(answered503(Duration.ofSeconds(5).plusNanos(1), Duration.ofMillis(1)));
    }
}
