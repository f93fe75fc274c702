package io.resil.agent.retry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Step;
import io.resil.agent.call.Verdict;
import io.resil.agent.timeout.Limit;
import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A client that hands an earlier failure over by itself, beside the last one, gets it there once. */
class FailureSuppressedByTheClientTest {

    private final RetrySettings settings =
            new RetrySettings(1, 1_000, 2, 30_000, 0, StatusSet.NONE, Set.of("GET"), Set.of("GET"), false, 5_000, 50);
    private final Retry retry = new Retry(settings, Limit.NONE, () -> 0, () -> 0, new CallListener() {});
    private final Chain chain = new Chain(List.of(retry), attempt -> Verdict.FAILURE, new CallListener() {}, () -> 0);

    @Test
    void isNotSuppressedTwice() {
        Exception first = new ConnectException("first");
        Exception last = new ConnectException("last");
        last.addSuppressed(first);
        failWith(first, last);
        assertArrayEquals(new Throwable[] {first}, last.getSuppressed());
    }

    private void failWith(Exception... failures) {
        Deque<Exception> left = new ArrayDeque<>(List.of(failures));
        chain.run(new HttpCall(null) {
            @Override
            protected Step send(Attempt attempt) {
                attempt.end(Ending.NEVER_SENT, left.remove());
                return Step.OUTWARD;
            }

            @Override
            public Step pause(long nanos) {
                return Step.INWARD;
            }

            @Override
            public void abort(Attempt attempt, AbortCause cause) {}

            @Override
            public String method() {
                return "GET";
            }

            @Override
            public String path() {
                return "/";
            }

            @Override
            public boolean isReplayable() {
                return true;
            }

            @Override
            public boolean hasIdempotencyKey() {
                return false;
            }

            @Override
            public boolean hasOwnTimeout() {
                return false;
            }

            @Override
            public boolean hasOwnConnectTimeout() {
                return false;
            }
        });
    }
}
