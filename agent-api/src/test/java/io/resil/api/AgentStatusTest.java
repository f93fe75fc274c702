package io.resil.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentStatusTest {

    private static AgentStatus of(Object... keysAndValues) {
        return AgentStatus.of(map(keysAndValues));
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static ServiceStatus service(Object... keysAndValues) {
        return of("status", "ACTIVE", "services", List.of(map(keysAndValues)))
                .getServices()
                .get(0);
    }

    @Test
    void anActiveAgentNeedsNoReason() {
        AgentStatus status = of(
                "status",
                "ACTIVE",
                "version",
                "1.2.3",
                "agentFaults",
                7L,
                "services",
                List.of(map("service", "billing")));
        assertTrue(status.isActive());
        assertEquals("", status.getReason());
        assertEquals("1.2.3", status.getVersion());
        assertEquals(7, status.getAgentFaults());
        assertEquals("billing", status.getService("billing").orElseThrow().getId());
        assertEquals(Optional.empty(), status.getService("chroma"));
        assertThrows(
                UnsupportedOperationException.class, () -> status.getServices().clear());
    }

    @Test
    void anInactiveOneSaysWhy() {
        assertEquals(
                "no service is configured, so nothing is governed",
                of("status", "INERT").getReason());
        AgentStatus refused = of("status", "CONFIGURATION_ERROR", "configurationProblems", List.of("resil.yaml:3: no"));
        assertFalse(refused.isActive());
        assertTrue(refused.getReason().startsWith("the configuration is refused"), refused::toString);
        assertEquals(List.of("resil.yaml:3: no"), refused.getConfigurationProblems());
        assertEquals("the status is SLEEPING", of("status", "SLEEPING").getReason(), "of a newer agent");
    }

    @Test
    void aServiceSpeaksInTypesOfTime() {
        ServiceStatus chroma = service(
                "service",
                "chroma",
                "mode",
                "enforce",
                "state",
                "OPEN",
                "stateSince",
                2_000L,
                "secondsUntilProbe",
                41.5,
                "openedBecause",
                "threshold reached: 5/5",
                "meanTimeToRecoverySeconds",
                63.0,
                "secondsInState",
                Collections.singletonMap("OPEN", 1.5),
                "lastFailureTime",
                1_000L,
                "latencyMillisP50",
                12.25,
                "origins",
                Collections.singletonMap("c2:6003", "OPEN"));
        assertEquals(Instant.ofEpochMilli(2_000), chroma.getStateSince());
        assertEquals(Optional.of(Duration.ofMillis(41_500)), chroma.getTimeUntilProbe());
        assertEquals(Optional.of(Duration.ofSeconds(63)), chroma.getMeanTimeToRecovery());
        assertEquals(Map.of("OPEN", Duration.ofMillis(1_500)), chroma.getTimeInState());
        assertEquals(Optional.of(Instant.ofEpochMilli(1_000)), chroma.getLastFailureTime());
        assertEquals(Optional.of(Duration.ofNanos(12_250_000)), chroma.getLatencyP50());
        assertEquals(Map.of("c2:6003", "OPEN"), chroma.getOrigins());
        assertEquals("chroma OPEN (threshold reached: 5/5)", chroma.toString());
    }

    @Test
    void whatIsNotThereIsEmpty() {
        ServiceStatus fresh = service(
                "service",
                "chroma",
                "state",
                "CLOSED",
                "secondsUntilProbe",
                -1.0,
                "meanTimeToRecoverySeconds",
                Double.NaN,
                "latencyMillisP99",
                Double.NaN,
                "lastFailureTime",
                0L);
        assertEquals(Optional.empty(), fresh.getTimeUntilProbe());
        assertEquals(Optional.empty(), fresh.getMeanTimeToRecovery());
        assertEquals(Optional.empty(), fresh.getLatencyP99());
        assertEquals(Optional.empty(), fresh.getLastFailureTime());
        assertEquals(0, fresh.getCalls(), "an older agent does not tell it");
        assertEquals(Map.of(), fresh.getTimeInState());
        assertEquals("chroma CLOSED", fresh.toString());
    }

    @Test
    void rejectsOnlyWhatIsEnforcedAndNotClosed() {
        for (String state : List.of("OPEN", "HALF_OPEN", "FORCED_OPEN")) {
            assertTrue(service("mode", "enforce", "state", state).isRejecting(), state);
            assertFalse(service("mode", "observe", "state", state).isRejecting(), state);
        }
        assertFalse(service("mode", "enforce", "state", "CLOSED").isRejecting());
        assertFalse(service("mode", "enforce", "state", "DISABLED").isRejecting());
    }

    @Test
    void eachCounterIsItsOwn() {
        ServiceStatus counted = service(
                "calls",
                1L,
                "attempts",
                2L,
                "successes",
                3L,
                "failures",
                4L,
                "neutral",
                5L,
                "rejections",
                6L,
                "retries",
                7L,
                "retriesDenied",
                8L,
                "timeouts",
                9L,
                "fallbacks",
                10L,
                "inFlight",
                11L,
                "timesOpened",
                12L,
                "wouldHaveRejected",
                13L,
                "wouldHaveRejectedSuccesses",
                14L,
                "wouldHaveRetried",
                15L,
                "wouldHaveTimedOut",
                16L,
                "wouldHaveFallenBack",
                17L,
                "failureThreshold",
                18L,
                "consecutiveFailures",
                19L,
                "threadSecondsSaveable",
                20.0);
        long[] values = {
            counted.getCalls(),
            counted.getAttempts(),
            counted.getSuccesses(),
            counted.getFailures(),
            counted.getNeutral(),
            counted.getRejections(),
            counted.getRetries(),
            counted.getRetriesDenied(),
            counted.getTimeouts(),
            counted.getFallbacks(),
            counted.getInFlight(),
            counted.getTimesOpened(),
            counted.getWouldHaveRejected(),
            counted.getWouldHaveRejectedSuccesses(),
            counted.getWouldHaveRetried(),
            counted.getWouldHaveTimedOut(),
            counted.getWouldHaveFallenBack(),
            counted.getFailureThreshold(),
            counted.getConsecutiveFailures(),
            counted.getThreadTimeSaveable().toSeconds()
        };
        for (int i = 0; i < values.length; i++) {
            assertEquals(i + 1, values[i], "the " + (i + 1) + ".");
        }
    }
}
