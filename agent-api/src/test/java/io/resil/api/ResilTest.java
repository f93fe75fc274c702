package io.resil.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API on the class path of an application without the agent, which this JVM is. */
class ResilTest {

    @AfterEach
    void forgetsTheSwitch() {
        System.clearProperty("resil.enabled");
    }

    @Test
    void saysThatThereIsNoAgentAndHowToGetOne() {
        AgentStatus status = Resil.status();
        assertFalse(status.isActive());
        assertEquals("ABSENT", status.getStatus());
        assertEquals("no resil agent in this JVM: start it with -javaagent:resil-agent.jar", status.getReason());
        assertEquals("", status.getVersion());
        assertEquals("", status.getConfigurationFile());
        assertEquals(List.of(), status.getConfigurationProblems());
        assertEquals(List.of(), status.getDecisions());
        assertEquals(List.of(), status.getServices());
        assertEquals(Optional.empty(), status.getService("billing"));
        assertEquals(
                "ABSENT (no resil agent in this JVM: start it with -javaagent:resil-agent.jar)", status.toString());
    }

    @Test
    void saysThatItIsSwitchedOff() {
        System.setProperty("resil.enabled", "false");
        assertTrue(Resil.status().getReason().contains("-Dresil.enabled=false"), Resil.status()::toString);
    }
}
