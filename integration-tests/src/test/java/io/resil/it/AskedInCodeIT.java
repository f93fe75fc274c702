package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.it.app.Line;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Resil.status()}, asked by the application. */
class AskedInCodeIT {

    private static final String NO_RETRIES =
            """
            log: { target: stderr }
            services:
              backend: { url: 127.0.1.1, retry: none, breaker: { failure-threshold: 1 } }
            """;

    /** From a loader that has a copy of the API of its own, types are others and the facts must be the same. */
    private static Line askedIn(AgentJvm jvm, boolean ownApi) {
        return jvm.tell("AskedInCode", ownApi ? new Line().with("api", AgentJvm.agentJar()) : new Line());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void applicationLearnsWhatAnOperatorSees(boolean ownApi) throws Exception {
        try (AgentJvm jvm = Backend.configured(NO_RETRIES).start();
                Scene scene = Backend.scene(jvm)) {
            assertEquals("CLOSED", askedIn(jvm, ownApi).require("service.getState"));
            FaultyServer server = scene.server().plays(Turn.status(500));
            scene.get(server.url("/")).now();
            assertTrue(scene.get(server.url("/")).now().isRejected());

            Line asked = askedIn(jvm, ownApi);

            assertEquals(ownApi, !asked.require("loader").equals("null"), "its own, or that of the boot loader");
            assertEquals("true", asked.require("isActive"));
            assertEquals("ACTIVE", asked.require("getStatus"));
            assertEquals("", asked.require("getReason"));
            assertEquals(jvm.attribute(Backend.AGENT, "Version"), asked.require("getVersion"));
            assertEquals(jvm.attribute(Backend.AGENT, "ConfigurationFile"), asked.require("getConfigurationFile"));
            assertTrue(asked.require("getDecisions").contains("backend: CLOSED -> OPEN (threshold reached: 1/1)"));
            assertEquals("OPEN", asked.require("service.getState"));
            assertEquals("true", asked.require("service.isRejecting"));
            assertEquals("threshold reached: 1/1", asked.require("service.getOpenedBecause"));
            assertEquals("2", asked.require("service.getCalls"));
            assertEquals("1", asked.require("service.getFailures"));
            assertEquals("1", asked.require("service.getRejections"));
            assertEquals("1", asked.require("service.getTimesOpened"));
            assertEquals(jvm.attribute(Backend.BEAN, "StateSince"), asked.require("service.getStateSince"));
            assertTrue(asked.require("service.getTimeUntilProbe").matches("Optional\\[PT\\d+.*S]"), asked::toString);
            assertEquals("Optional.empty", asked.require("service.getMeanTimeToRecovery"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusedConfigurationIsTheReason(boolean ownApi) throws Exception {
        try (AgentJvm jvm = Backend.configured("services: { backend: { url: 127.0.1.1, tokn: x } }")
                .start()) {
            Line asked = askedIn(jvm, ownApi);

            assertEquals("false", asked.require("isActive"));
            assertEquals("CONFIGURATION_ERROR", asked.require("getStatus"));
            assertTrue(asked.require("getReason").startsWith("the configuration is refused"), asked::toString);
            assertTrue(asked.require("getConfigurationProblems").contains("services.backend.tokn"), asked::toString);
            assertEquals("[]", asked.require("getServices"));
        }
    }

    @Test
    void nothingConfiguredIsTheReason() throws Exception {
        try (AgentJvm jvm = Backend.configured("mode: enforce\n").start()) {
            Line asked = askedIn(jvm, false);
            assertEquals("INERT", asked.require("getStatus"));
            assertFalse(asked.require("getReason").isEmpty());
        }
    }

    @Test
    void switchedOffIsTheReason() throws Exception {
        try (AgentJvm jvm =
                Backend.configured(NO_RETRIES).option("-Dresil.enabled=false").start()) {
            Line asked = askedIn(jvm, false);
            assertEquals("ABSENT", asked.require("getStatus"));
            assertTrue(asked.require("getReason").contains("resil.enabled=false"), asked::toString);
        }
    }

    @Test
    void withoutAnAgentTheApiSaysHowToGetOne() throws Exception {
        try (AgentJvm jvm = Backend.configured(NO_RETRIES).withoutAgent().start()) {
            Line asked = askedIn(jvm, true);
            assertEquals("false", asked.require("isActive"));
            assertEquals(
                    "no resil agent in this JVM: start it with -javaagent:resil-agent.jar", asked.require("getReason"));
        }
    }
}
