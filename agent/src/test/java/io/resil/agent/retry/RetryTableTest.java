package io.resil.agent.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.Ending;
import io.resil.agent.call.StagedCall;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 4 of the contract, row by row: what an outcome is followed by. */
class RetryTableTest {

    private static final List<String> SAFE = List.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "get", "Head");
    private static final List<String> IDEMPOTENT = List.of("PUT", "DELETE", "delete");
    private static final List<String> NEITHER = List.of("POST", "PATCH", "CONNECT", "PROPFIND", "post");

    /** Which methods an outcome may be sent again for; {@code WITH_KEY}: or any with an {@code Idempotency-Key}. */
    private enum Again {
        NEVER,
        ANY_METHOD,
        IDEMPOTENT_OR_WITH_KEY,
        SAFE_OR_WITH_KEY;

        boolean allows(String method, boolean key) {
            return switch (this) {
                case NEVER -> false;
                case ANY_METHOD -> true;
                case IDEMPOTENT_OR_WITH_KEY -> key || SAFE.contains(method) || IDEMPOTENT.contains(method);
                case SAFE_OR_WITH_KEY -> key || SAFE.contains(method);
            };
        }
    }

    /** A row of the table; status 0 for one without an answer. */
    record Row(String outcome, Ending ending, int status, Again again, Again withTimeoutsRetried) {

        static Row of(Ending ending, Again again) {
            return new Row(ending.name(), ending, 0, again, again);
        }

        static Row answered(int status, Again again) {
            return new Row("answered " + status, Ending.ANSWERED, status, again, again);
        }
    }

    private static final List<Row> TABLE = List.of(
            Row.of(Ending.NEVER_SENT, Again.ANY_METHOD),
            Row.of(Ending.UNANSWERED, Again.SAFE_OR_WITH_KEY),
            new Row("TIMED_OUT", Ending.TIMED_OUT, 0, Again.NEVER, Again.SAFE_OR_WITH_KEY),
            Row.of(Ending.TLS_REFUSED, Again.NEVER),
            Row.of(Ending.CANCELLED, Again.NEVER),
            Row.of(Ending.LOCAL, Again.NEVER),
            Row.of(Ending.PROXY_REFUSED, Again.ANY_METHOD),
            Row.answered(429, Again.IDEMPOTENT_OR_WITH_KEY),
            Row.answered(502, Again.IDEMPOTENT_OR_WITH_KEY),
            Row.answered(503, Again.IDEMPOTENT_OR_WITH_KEY),
            Row.answered(504, Again.IDEMPOTENT_OR_WITH_KEY),
            Row.answered(500, Again.NEVER),
            Row.answered(501, Again.NEVER),
            Row.answered(505, Again.NEVER),
            Row.answered(407, Again.NEVER),
            Row.answered(404, Again.NEVER),
            Row.answered(304, Again.NEVER),
            Row.answered(200, Again.NEVER));

    record Case(Row row, String method, boolean key, boolean timeouts, boolean replayable) {

        boolean isRetried() {
            return replayable && (timeouts ? row.withTimeoutsRetried : row.again).allows(method, key);
        }

        @Override
        public String toString() {
            return row.outcome + " " + method + (key ? " with key" : "") + (timeouts ? ", timeouts: true" : "")
                    + (replayable ? "" : ", one-shot body") + (isRetried() ? ": retried" : ": handed over");
        }
    }

    static List<Case> cases() {
        List<String> methods =
                Stream.of(SAFE, IDEMPOTENT, NEITHER).flatMap(List::stream).toList();
        Stream<Case> all = TABLE.stream().flatMap(row -> methods.stream().flatMap(method -> bools().flatMap(key ->
                bools().flatMap(timeouts -> bools().map(body -> new Case(row, method, key, timeouts, body))))));
        return all.toList();
    }

    private static Stream<Boolean> bools() {
        return Stream.of(false, true);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void outcomeIsFollowedByWhatTheTableSays(Case one) {
        Retrying retrying = new Retrying();
        retrying.timeouts = one.timeouts;
        StagedCall call = first(retrying, one.row)
                .thenAnswered(200)
                .method(one.method)
                .idempotencyKey(one.key)
                .replayable(one.replayable);
        assertTrue(call.run(retrying.chain()));
        assertEquals(one.isRetried() ? 2 : 1, call.sent.size());
        assertEquals(one.isRetried() ? 200 : one.row.status, call.attempt().status());
    }

    private static StagedCall first(Retrying retrying, Row row) {
        return row.ending == Ending.ANSWERED
                ? retrying.call().thenAnswered(row.status)
                : retrying.call().thenEnds(row.ending, new IOException(row.outcome));
    }

    @Test
    void theTableIsWhole() {
        assertEquals(TABLE.size() * 15 * 8, cases().size());
        List<Ending> covered = TABLE.stream().map(Row::ending).distinct().toList();
        for (Ending ending : Ending.values()) {
            boolean elsewhere = ending == Ending.STALE_CONNECTION || ending == Ending.REJECTED;
            assertEquals(!elsewhere, covered.contains(ending), ending::name);
        }
    }

    // ---- a kept connection that was found dead

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"})
    void safeMethodOnADeadConnectionIsSentAgainAtOnce(String method) {
        assertEquals(2, sendsOnDeadConnection(method, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "POST", "PATCH"})
    void otherMethodOnADeadConnectionIsNot(String method) {
        assertEquals(1, sendsOnDeadConnection(method, true));
    }

    @Test
    void oneShotBodyOnADeadConnectionIsNotSentAgain() {
        assertEquals(1, sendsOnDeadConnection("QUERY", false));
    }

    private static int sendsOnDeadConnection(String method, boolean replayable) {
        Retrying retrying = new Retrying();
        StagedCall call = retrying.call()
                .thenEnds(Ending.STALE_CONNECTION, new IOException("closed"))
                .thenAnswered(200)
                .method(method)
                .replayable(replayable);
        call.run(retrying.chain());
        assertEquals(List.of(), call.waits);
        return call.sent.size();
    }

    // ---- answers

    @Test
    void answerTooLargeToHoldIsHandedOver() {
        Retrying retrying = new Retrying();
        StagedCall call = retrying.call().then(attempt -> {
            attempt.markRequestWritten(false);
            attempt.answered(503, -1, false);
        });
        call.run(retrying.chain());
        assertEquals(1, call.sent.size());
        assertEquals(503, call.attempt().status());
    }

    @Test
    void answerOfACacheIsHandedOver() {
        Retrying retrying = new Retrying();
        StagedCall call = retrying.call().then(attempt -> attempt.answered(504, -1, true));
        call.run(retrying.chain());
        assertEquals(1, call.sent.size());
    }
}
