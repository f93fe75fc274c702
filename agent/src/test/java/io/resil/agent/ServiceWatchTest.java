package io.resil.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.agent.route.Mode;
import io.resil.agent.stats.CallCounts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept of a breaker's life: decisions, time in each state, recoveries. */
class ServiceWatchTest {

    private final OperatedService chroma = new OperatedService(Mode.ENFORCE, false);

    private void pass(int seconds) {
        chroma.time.pass(Duration.ofSeconds(seconds));
    }

    private CallCounts counts() {
        return chroma.control.snapshot().counts;
    }

    @Test
    void transitionsAreDecisionsWithTheirReason() {
        chroma.calls(2, 503);
        pass(60);
        chroma.calls(1, 503);
        pass(60);
        chroma.calls(1, 200);
        assertEquals(
                List.of(
                        "CLOSED -> OPEN (threshold reached: 2/2)",
                        "HALF_OPEN -> OPEN (probe failed: status 503)",
                        "OPEN -> HALF_OPEN (recovery time is over)",
                        "HALF_OPEN -> CLOSED (service recovered)"),
                chroma.decided());
    }

    @Test
    void whatAnOperatorDoesIsOneDecisionEach() {
        chroma.control.forceOpen();
        chroma.control.enable();
        chroma.control.disable();
        chroma.control.forceClosed();
        chroma.control.resetStatistics();
        chroma.control.setMode("observe");
        chroma.control.forceOpen();
        assertEquals(
                List.of(
                        "forceOpen (by JMX, was CLOSED)",
                        "enable (by JMX, was FORCED_OPEN)",
                        "disable (by JMX, was CLOSED)",
                        "forceClosed (by JMX, was DISABLED)",
                        "resetStatistics (by JMX, was CLOSED)",
                        "setMode observe (by JMX, was enforce)",
                        "forceOpen (by JMX, was CLOSED, observing)"),
                chroma.decided());
    }

    @Test
    void decisionsOnAnOriginNameIt() {
        OperatedService service = new OperatedService(Mode.OBSERVE, true);
        service.callsAt("chroma-2", 2, 503);
        assertEquals(List.of("chroma-2:80: CLOSED -> OPEN (threshold reached: 2/2, observing)"), service.decided());
    }

    @Test
    void manyOriginsForcedOpenAreOneDecision() {
        OperatedService service = new OperatedService(Mode.ENFORCE, true);
        for (int i = 0; i < 100; i++) {
            service.callsAt("chroma-" + i, 1, 200);
        }
        service.control.forceOpen();
        assertEquals(List.of("forceOpen (by JMX, was CLOSED)"), service.decided());
    }

    @Test
    void timeInEachStateAddsUpWhateverTheWallClockDoes() {
        pass(10);
        chroma.calls(2, 503);
        chroma.wallMillis -= 86_400_000;
        pass(75);
        chroma.calls(1, 200);
        chroma.wallMillis += 2 * 86_400_000;
        pass(5);
        chroma.control.forceOpen();
        pass(3);
        chroma.control.disable();
        pass(2);
        assertEquals(15, chroma.secondsIn("CLOSED"));
        assertEquals(75, chroma.secondsIn("OPEN"));
        assertEquals(0, chroma.secondsIn("HALF_OPEN"));
        assertEquals(3, chroma.secondsIn("FORCED_OPEN"));
        assertEquals(2, chroma.secondsIn("DISABLED"));
        chroma.control.resetStatistics();
        pass(1);
        assertEquals(0, chroma.secondsIn("OPEN"));
        assertEquals(1, chroma.secondsIn("DISABLED"));
    }

    @Test
    void timeIsThatOfTheBreakerThatIsShown() {
        chroma.calls(2, 503);
        pass(10);
        chroma.control.setMode("observe");
        pass(20);
        chroma.control.setMode("enforce");
        pass(30);
        assertEquals(40, chroma.secondsIn("OPEN"));
        assertEquals(20, chroma.secondsIn("CLOSED"));
    }

    @Test
    void timeOfAServiceIsInTheWorstStateOfItsOrigins() {
        OperatedService service = new OperatedService(Mode.ENFORCE, true);
        service.callsAt("chroma", 1, 200);
        service.time.pass(Duration.ofSeconds(10));
        service.callsAt("chroma-2", 2, 503);
        service.time.pass(Duration.ofSeconds(70));
        service.callsAt("chroma-2", 1, 200);
        service.time.pass(Duration.ofSeconds(5));
        assertEquals(15, service.secondsIn("CLOSED"));
        assertEquals(70, service.secondsIn("OPEN"));
    }

    @Test
    void recoveryIsFromOpeningToClosingFailedProbesIncluded() {
        chroma.calls(2, 503);
        pass(60);
        chroma.calls(1, 503);
        pass(60);
        chroma.calls(1, 200);
        assertEquals(120, counts().meanSecondsToRecovery);
        assertEquals(1, counts().timesOpened);
        chroma.calls(2, 503);
        pass(80);
        chroma.calls(1, 200);
        assertEquals(100, counts().meanSecondsToRecovery);
        assertEquals(2, counts().timesOpened);
    }

    @Test
    void whatAnOperatorOpensOrClosesIsNoRecovery() {
        chroma.control.forceOpen();
        pass(10);
        chroma.control.enable();
        assertEquals(0, counts().timesOpened);
        chroma.calls(2, 503);
        pass(10);
        chroma.control.forceClosed();
        chroma.calls(2, 503);
        pass(10);
        chroma.control.forceOpen();
        chroma.control.enable();
        assertEquals(Double.NaN, counts().meanSecondsToRecovery);
        assertEquals(2, counts().timesOpened);
    }
}
