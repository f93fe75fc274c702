package io.resil.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.call.CallListener;
import io.resil.agent.call.CallScript;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.ListenerPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines on a breaker where each origin of a service has one: they name it after the state. */
class OriginLinesTest {

    private static final String ORIGIN = "chroma-2:6003";

    private final RecordingTarget target = new RecordingTarget();
    private final CallLog log = new CallLog(new Log(Level.INFO, target).ofService("chroma"), "Chroma Server", 4);

    @Test
    void transitionsNameTheOrigin() {
        CallLog ofOrigin = log.ofOrigin(ORIGIN);
        ofOrigin.opened("threshold reached: 5/5");
        ofOrigin.halfOpen();
        ofOrigin.recovered(Duration.ofSeconds(63).toNanos());
        ofOrigin.forced("FORCED_OPEN");
        assertEquals(
                List.of(
                        "WARN [Chroma Server] Circuit breaker OPEN for chroma-2:6003 (threshold reached: 5/5)",
                        "INFO [Chroma Server] Circuit breaker entering HALF_OPEN state for chroma-2:6003",
                        "INFO [Chroma Server] Circuit breaker CLOSED for chroma-2:6003 (service recovered after 63s)",
                        "WARN [Chroma Server] Circuit breaker FORCED_OPEN for chroma-2:6003 (set by hand)"),
                target.lines);
    }

    @Test
    void rejectionsNameTheOriginOfTheCall() {
        CallListener atOrigin = new CallListener() {
            @Override
            public void callStarted(HttpCall call) {
                call.setPlace(() -> ORIGIN);
            }
        };
        new CallScript(new ListenerPair(atOrigin, log), "GET", "/query")
                .call()
                .rejectedIn("OPEN", Duration.ofSeconds(41))
                .run();
        assertEquals(
                List.of("WARN [Chroma Server] Circuit breaker OPEN for chroma-2:6003 - rejecting request"
                        + " (next probe in 41s)"),
                target.lines);
    }
}
