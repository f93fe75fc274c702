package io.resil.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.call.CallListener;
import io.resil.agent.call.CallScript;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.ListenerPair;
import io.resil.agent.call.WouldHave;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines of a service that is only observed. */
class ObservingLogTest {

    private final RecordingTarget target = new RecordingTarget();
    private final CallLog log =
            new CallLog(new Log(Level.DEBUG, target).ofService("chroma"), "Chroma Server", 4).whileObserving();
    private final CallListener observer = new CallListener() {
        @Override
        public void callEnded(HttpCall call) {
            log.observed(call, call.attempt(), WouldHave.BEEN_REJECTED, 0);
        }
    };
    private final CallScript script = new CallScript(new ListenerPair(log, observer), "POST", "/query");

    private void assertLines(String... lines) {
        assertEquals(List.of(lines), target.lines);
    }

    @Test
    void nothingOfACallIsAboveDebug() {
        script.call().answered(200, Duration.ofMillis(200)).run();
        script.call()
                .ended(Ending.NEVER_SENT, new ConnectException("Connection refused"))
                .run();
        assertLines(
                "DEBUG [Chroma Server] (observing) POST /query (attempt 1/1)",
                "DEBUG [Chroma Server] (observing) ✓ POST /query succeeded (attempt 1/1, 0.2s)",
                "DEBUG [Chroma Server] (observing) POST /query would have been rejected",
                "DEBUG [Chroma Server] (observing) POST /query (attempt 1/1)",
                "DEBUG [Chroma Server] (observing) Connection failed on attempt 1/1: Connection refused",
                "DEBUG [Chroma Server] (observing) POST /query would have been rejected");
    }

    @Test
    void transitionsSayThatTheyAreOfAShadow() {
        log.opened("threshold reached: 5/5");
        log.halfOpen();
        log.recovered(Duration.ofSeconds(63).toNanos());
        log.forced("FORCED_OPEN");
        log.ofOrigin("c2:6003").opened("threshold reached: 5/5");
        assertLines(
                "INFO [Chroma Server] (observing) Circuit breaker would be OPEN (threshold reached: 5/5)",
                "INFO [Chroma Server] (observing) Circuit breaker would be HALF_OPEN",
                "INFO [Chroma Server] (observing) Circuit breaker would be CLOSED (service recovered after 63s)",
                "INFO [Chroma Server] (observing) Circuit breaker would be FORCED_OPEN (set by hand)",
                "INFO [Chroma Server] (observing) Circuit breaker would be OPEN for c2:6003 (threshold reached: 5/5)");
    }
}
