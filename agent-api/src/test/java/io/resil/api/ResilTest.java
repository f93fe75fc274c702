package io.resil.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
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

    /** As the guide has it. */
    @Test
    void anApplicationThatAsksRunsWithoutTheAgentToo() {
        List<String> warnings = new ArrayList<>();
        Log log = (text, argument) -> warnings.add(text.replace("{}", String.valueOf(argument)));
        AgentStatus agent = Resil.status();
        if (!agent.isActive()) {
            log.warn("calls are not governed: {}", agent.getReason());
        }
        boolean billingIsDown =
                agent.getService("billing").map(ServiceStatus::isRejecting).orElse(false);
        assertFalse(billingIsDown);
        assertEquals(List.of("calls are not governed: " + agent.getReason()), warnings);
    }

    private interface Log {
        void warn(String text, Object argument);
    }

    @Test
    void saysThatItIsSwitchedOff() {
        System.setProperty("resil.enabled", "false");
        assertTrue(Resil.status().getReason().contains("-Dresil.enabled=false"), Resil.status()::toString);
    }
}
