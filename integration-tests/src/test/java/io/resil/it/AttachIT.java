package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The agent comes to a JVM that has long been running. */
class AttachIT {

    @Test
    void apacheClientThatHasMadeCallsIsGovernedAfterwards() throws Exception {
        assertGovernedAfterwards(Apache5.classic(Apache5.NEWEST));
    }

    @Test
    void clientOfTheJdkThatHasMadeCallsIsGovernedAfterwards() throws Exception {
        assumeTrue(AgentJvm.javaVersion() >= 11, "java.net.http came with Java 11");
        assertGovernedAfterwards(Jdk.send());
        assertGovernedAfterwards(Jdk.sendAsync());
    }

    private static void assertGovernedAfterwards(Client client) throws Exception {
        try (AgentJvm jvm = Backend.configured("").withoutAgent().start();
                Scene scene = Backend.scene(jvm, client)) {
            assertEquals("none", Backend.tokenSentIn(scene));

            Attaching.load(jvm, AgentJvm.agentJar(), settings("s3cret"));

            assertEquals("s3cret", Backend.tokenSentIn(scene));
            FaultyServer server = scene.server().plays(Turn.status(502), Turn.ok());
            assertEquals(200, scene.get(server.url("/")).now().status());
            assertEquals(2, server.received().size());
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    @Test
    void beansAreThereAtOnce() throws Exception {
        try (AgentJvm jvm = Backend.configured("").withoutAgent().start();
                Console console = Console.of(jvm)) {
            assertEquals(Set.of(), console.beans());

            Attaching.load(jvm, AgentJvm.agentJar(), settings("s3cret"));

            assertEquals(Set.of(Backend.AGENT, Backend.BEAN), console.beans());
            assertEquals("ACTIVE", console.read(Backend.AGENT, "Status"));
        }
    }

    @Test
    void twiceIsOnce() throws Exception {
        try (AgentJvm jvm = Backend.configured("").withoutAgent().start()) {
            Attaching.load(jvm, AgentJvm.agentJar(), settings("first"));
            Attaching.load(jvm, AgentJvm.agentJar(), settings("second"));

            assertEquals("first", Backend.tokenSentBy(jvm));
            assertEquals("1", jvm.attribute(Backend.BEAN, "Attempts"));
            assertSaidAlreadyActive(jvm);
        }
    }

    @Test
    void afterTheCommandLineItIsOnce() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml("first")).start()) {
            Attaching.load(jvm, AgentJvm.agentJar(), settings("second"));

            assertEquals("first", Backend.tokenSentBy(jvm));
            assertSaidAlreadyActive(jvm);
        }
    }

    private static void assertSaidAlreadyActive(AgentJvm jvm) {
        List<String> said = Backend.said(jvm.quit());
        assertEquals(
                1, said.stream().filter(line -> line.contains("already active")).count(), said::toString);
    }

    @Test
    void badConfigurationNeverEndsAJvmThatRuns() throws Exception {
        Path bad = Files.writeString(Files.createTempFile("settings", ".yaml"), "services: { backend: {} }\n");
        try (AgentJvm jvm = Backend.configured("")
                .withoutAgent()
                .option("-Dresil.strict=true")
                .start()) {
            Attaching.load(jvm, AgentJvm.agentJar(), bad.toString());

            assertEquals("none", Backend.tokenSentBy(jvm));
            assertEquals("CONFIGURATION_ERROR", jvm.attribute(Backend.AGENT, "Status"));
        }
    }

    @Test
    void jvmWarnsOfNothingButWhatItWarnsOfForAnyAttachedAgent() throws Exception {
        try (AgentJvm jvm = Backend.configured("").withoutAgent().start()) {
            Backend.tokenSentBy(jvm);
            Attaching.load(jvm, AgentJvm.agentJar(), settings("s3cret"));
            Backend.tokenSentBy(jvm);

            List<String> said = jvm.quit().stream()
                    .filter(line -> !line.contains("resil: ") && !line.startsWith("resil "))
                    .filter(line -> !Warnings.isOfSharing(line))
                    .toList();

            assertEquals(
                    AgentJvm.javaVersion() >= 21,
                    said.stream().anyMatch(line -> line.contains("A Java agent has been loaded dynamically")));
            assertFalse(said.stream().anyMatch(line -> !Warnings.isOfAttaching(line)), said::toString);
            assertTrue(said.size() <= 4, said::toString);
        }
    }

    private static String settings(String token) throws Exception {
        return Files.writeString(Files.createTempFile("settings", ".yaml"), Backend.yaml(token))
                .toString();
    }
}
