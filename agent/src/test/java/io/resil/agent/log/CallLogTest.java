package io.resil.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.CallListener;
import io.resil.agent.call.CallScript;
import io.resil.agent.call.Ending;
import io.resil.agent.call.ListenerPair;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallLogTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final RecordingTarget target = new RecordingTarget();
    private final CallLog log = logAt(Level.DEBUG);
    private final CallScript script = new CallScript(log, "POST", "/query");

    private CallLog logAt(Level level) {
        return new CallLog(new Log(level, target).ofService("chroma"), "Chroma Server", 4);
    }

    private void assertLines(String... lines) {
        assertEquals(List.of(lines), target.lines);
    }

    @Test
    void tellsOfACallThatSucceedsAtTheSecondAttempt() {
        script.call()
                .ended(Ending.NEVER_SENT, new ConnectException("Connection refused"))
                .thenAfter(Duration.ofMillis(1100))
                .answered(200, SHORT)
                .run();
        assertLines(
                "DEBUG [Chroma Server] POST /query (attempt 1/4)",
                "INFO [Chroma Server] Connection failed on attempt 1/4: Connection refused",
                "INFO [Chroma Server] Retrying in 1.1s...",
                "DEBUG [Chroma Server] POST /query (attempt 2/4)",
                "INFO [Chroma Server] ✓ POST /query succeeded (attempt 2/4, 1.3s)");
    }

    @Test
    void writesToTheLoggerOfTheService() {
        script.call().answered(200, SHORT).run();
        assertEquals(Set.of("io.resil.chroma"), Set.copyOf(target.loggers));
    }

    @Test
    void tellsOfAFirstSuccessAtDebugOnly() {
        script.call().answered(200, SHORT).run();
        assertLines(
                "DEBUG [Chroma Server] POST /query (attempt 1/4)",
                "DEBUG [Chroma Server] ✓ POST /query succeeded (attempt 1/4, 0.2s)");
    }

    @Test
    void makesNoLineWhoseLevelIsOff() {
        CallListener quiet = logAt(Level.INFO);
        new CallScript(quiet, "POST", "/query").call().answered(200, SHORT).run();
        assertLines();
    }

    @Test
    void doesNotCallAnErrorOfTheRequestASuccess() {
        script.call().answered(404, SHORT).run();
        assertEquals("DEBUG [Chroma Server] POST /query answered 404 (attempt 1/4, 0.2s)", target.lines.get(1));
    }

    @Test
    void saysHowEachAttemptFailed() {
        assertFailure(
                "INFO",
                "Timed out on attempt 1/4: Read timed out",
                Ending.TIMED_OUT,
                new SocketTimeoutException("Read timed out"));
        assertFailure(
                "INFO",
                "No answer on attempt 1/4: Connection reset",
                Ending.UNANSWERED,
                new SocketException("Connection reset"));
        assertFailure(
                "INFO",
                "TLS refused on attempt 1/4: bad certificate",
                Ending.TLS_REFUSED,
                new IOException("bad certificate"));
        assertFailure(
                "INFO",
                "Kept connection was dead on attempt 1/4: closed",
                Ending.STALE_CONNECTION,
                new IOException("closed"));
        assertFailure("INFO", "Failed before the service on attempt 1/4: pool", Ending.LOCAL, new IOException("pool"));
        assertFailure("INFO", "Proxy refused on attempt 1/4: 407", Ending.PROXY_REFUSED, new IOException("407"));
        assertFailure("DEBUG", "Cancelled on attempt 1/4: aborted", Ending.CANCELLED, new IOException("aborted"));
    }

    private void assertFailure(String level, String line, Ending ending, Throwable failure) {
        target.lines.clear();
        script.call().ended(ending, failure).run();
        assertEquals(level + " [Chroma Server] " + line, target.lines.get(1));
    }

    @Test
    void saysWhichAnswerWasAFailure() {
        script.call().answered(503, SHORT).run();
        assertEquals("INFO [Chroma Server] Answered 503 on attempt 1/4", target.lines.get(1));
        script.call().answered(429, SHORT).run();
        assertEquals("INFO [Chroma Server] Answered 429 on attempt 1/4", target.lines.get(3));
    }

    @Test
    void saysWhenARetryFollowsAtOnce() {
        script.call()
                .ended(Ending.STALE_CONNECTION, new IOException("closed"))
                .thenAfter(Duration.ZERO)
                .answered(200, SHORT)
                .run();
        assertTrue(target.lines.contains("INFO [Chroma Server] Retrying at once..."));
    }

    @Test
    void saysWhichLimitDeniedARetry() {
        script.call().answered(503, SHORT).deniedBy("deadline").run();
        assertTrue(target.lines.contains("DEBUG [Chroma Server] Not retried: deadline"));
    }

    @Test
    void keepsQueriesAndUserInfoToItself() {
        new CallScript(log, "GET", "http://user:pw@chroma/query?key=s3cret")
                .call()
                .ended(Ending.UNANSWERED, new IOException("no answer of http://user:pw@chroma/query?key=s3cret"))
                .run();
        assertLines(
                "DEBUG [Chroma Server] GET http://chroma/query (attempt 1/4)",
                "INFO [Chroma Server] No answer on attempt 1/4: no answer of http://chroma/query");
    }

    @Test
    void keepsTheTokenToItself() {
        script.call()
                .withToken("s3cret")
                .ended(Ending.LOCAL, new IOException("bad header value: s3cret"))
                .run();
        assertEquals(
                "INFO [Chroma Server] Failed before the service on attempt 1/4: bad header value: ***",
                target.lines.get(1));
    }

    @Test
    void tellsOfOneRejectionASecondAndCountsTheOthers() {
        for (int i = 0; i < 13; i++) {
            script.call().rejectedIn("OPEN", Duration.ofMillis(40_500)).run();
            script.sleep(Duration.ofMillis(50));
        }
        script.sleep(Duration.ofMillis(350));
        script.call().rejectedIn("OPEN", Duration.ofSeconds(40)).run();
        script.sleep(Duration.ofMillis(999));
        script.call().rejectedIn("OPEN", Duration.ofSeconds(39)).run();
        assertLines(
                "WARN [Chroma Server] Circuit breaker OPEN - rejecting request (next probe in 41s)",
                "WARN [Chroma Server] Circuit breaker OPEN - rejecting request"
                        + " (next probe in 40s; 12 more since the last line)");
    }

    @Test
    void saysWhatARejectionInAnotherStateWaitsFor() {
        script.call().rejectedIn("HALF_OPEN", Duration.ZERO).run();
        script.sleep(Duration.ofSeconds(1));
        script.call().rejectedIn("FORCED_OPEN", Duration.ZERO).run();
        assertLines(
                "WARN [Chroma Server] Circuit breaker HALF_OPEN - rejecting request (a probe is under way)",
                "WARN [Chroma Server] Circuit breaker FORCED_OPEN - rejecting request (until it is lifted)");
    }

    @Test
    void tellsOfTheBreakersTransitions() {
        log.opened("threshold reached: 5/5");
        log.halfOpen();
        log.recovered(TimeUnit.MILLISECONDS.toNanos(63_200));
        log.forced("FORCED_OPEN");
        assertLines(
                "WARN [Chroma Server] Circuit breaker OPEN (threshold reached: 5/5)",
                "INFO [Chroma Server] Circuit breaker entering HALF_OPEN state",
                "INFO [Chroma Server] Circuit breaker CLOSED (service recovered after 63s)",
                "WARN [Chroma Server] Circuit breaker FORCED_OPEN (set by hand)");
    }

    @Test
    void sharesACallWithAnotherListener() {
        CallListener pair = new ListenerPair(log, logAt(Level.DEBUG));
        new CallScript(pair, "GET", "/")
                .call()
                .answered(503, SHORT)
                .thenAfter(SHORT)
                .answered(503, SHORT)
                .deniedBy("deadline")
                .run();
        assertTrue(target.lines.size() > 2);
        target.lines.stream()
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()))
                .forEach((line, times) -> assertEquals(2, times, line));
    }
}
