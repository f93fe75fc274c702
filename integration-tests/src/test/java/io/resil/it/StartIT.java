package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resil.it.app.Line;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the agent comes into a JVM, finds its configuration, and says so; and where it stays out. */
class StartIT {

    private static final String AGENT_OPTION = "-javaagent:" + AgentJvm.agentJar();

    // ---- where the configuration is

    @Test
    void argumentNamesTheConfigurationBeforeAllElse() throws Exception {
        AgentJvm.Builder builder = Backend.configured(Backend.yaml("argument"))
                .file("other.yaml", Backend.yaml("property"))
                .option("-Dresil.config={folder}/other.yaml")
                .environment("RESIL_CONFIG", "{folder}/other.yaml")
                .file("resil.yaml", Backend.yaml("folder"));

        assertTokenSent("argument", builder);
    }

    @Test
    void propertyNamesItBeforeTheEnvironment() throws Exception {
        AgentJvm.Builder builder = Backend.configured("")
                .withoutArgument()
                .file("property.yaml", Backend.yaml("property"))
                .option("-Dresil.config={folder}/property.yaml")
                .file("environment.yaml", Backend.yaml("environment"))
                .environment("RESIL_CONFIG", "{folder}/environment.yaml")
                .file("resil.yaml", Backend.yaml("folder"));

        assertTokenSent("property", builder);
    }

    @Test
    void environmentNamesItBeforeTheWorkingDirectory() throws Exception {
        AgentJvm.Builder builder = Backend.configured("")
                .withoutArgument()
                .file("environment.yaml", Backend.yaml("environment"))
                .environment("RESIL_CONFIG", "{folder}/environment.yaml")
                .file("resil.yaml", Backend.yaml("folder"));

        assertTokenSent("environment", builder);
    }

    @Test
    void workingDirectoryHoldsItWhenNothingNamesIt() throws Exception {
        AgentJvm.Builder builder = Backend.configured("").withoutArgument().file("resil.yaml", Backend.yaml("folder"));

        assertTokenSent("folder", builder);
    }

    @Test
    void withoutConfigurationNothingIsGoverned() throws Exception {
        try (AgentJvm jvm = Backend.configured("").withoutArgument().start()) {
            assertEquals("none", Backend.tokenSentBy(jvm));
            assertEquals("INERT", jvm.attribute(Backend.AGENT, "Status"));
            List<String> said = Backend.said(jvm.quit());
            assertEquals(1, said.size(), said::toString);
            assertTrue(said.get(0).endsWith(": no services configured, nothing is governed"), said::toString);
        }
    }

    private static void assertTokenSent(String token, AgentJvm.Builder builder) throws Exception {
        try (AgentJvm jvm = builder.start()) {
            assertEquals(token, Backend.tokenSentBy(jvm));
        }
    }

    // ---- what it says

    @Test
    void oneLineSaysWhatIsOnAndASecondWhatIsWoven() throws Exception {
        String yaml =
                """
                services:
                  backend: { url: 127.0.1.1 }
                  billing: { url: 127.0.1.2, mode: off }
                """;
        try (AgentJvm jvm = Backend.configured(yaml).start()) {
            List<String> atStart = Backend.said(jvm.errors());
            assertEquals(1, atStart.size(), atStart::toString);
            String file = jvm.folder().resolve("settings.yaml").toString();
            assertEquals(version() + ": " + file + ", services backend, billing (off), mode enforce", atStart.get(0));

            Backend.tokenSentBy(jvm);
            Backend.tokenSentBy(jvm);

            List<String> afterCalls = Backend.said(jvm.quit());
            assertEquals(2, afterCalls.size(), afterCalls::toString);
            assertTrue(
                    afterCalls.get(1).startsWith("governs Apache HttpClient 5 (org.apache.hc."), afterCalls::toString);
        }
    }

    @Test
    void startLineSaysThatTheAgentIsSwitchedOff() throws Exception {
        try (AgentJvm jvm = Backend.configured("mode: off\n" + Backend.yaml()).start()) {
            assertEquals("none", Backend.tokenSentBy(jvm));
            String line = Backend.said(jvm.quit()).get(0);
            assertTrue(line.endsWith("services backend, mode off"), line);
        }
    }

    private static String version() throws Exception {
        try (JarFile jar = new JarFile(AgentJvm.agentJar())) {
            return jar.getManifest().getMainAttributes().getValue("Implementation-Version");
        }
    }

    // ---- by which way it comes

    @Test
    void toolOptionsGovernTheApplication() throws Exception {
        AgentJvm.Builder builder = Backend.configured(Backend.yaml("tool"))
                .withoutAgent()
                .environment("JAVA_TOOL_OPTIONS", AGENT_OPTION + "={folder}/settings.yaml");

        assertTokenSent("tool", builder);
    }

    @Test
    void twiceIsOnceWithAWarning() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml())
                .option(AGENT_OPTION + "=another.yaml")
                .environment("JAVA_TOOL_OPTIONS", AGENT_OPTION + "={folder}/settings.yaml")
                .start()) {
            assertEquals("s3cret", Backend.tokenSentBy(jvm));
            assertEquals("1", jvm.attribute(Backend.BEAN, "Attempts"));
            List<String> warnings = Backend.said(jvm.quit()).stream()
                    .filter(line -> line.contains("already active"))
                    .toList();
            assertEquals(2, warnings.size(), "one for each further start: " + warnings);
        }
    }

    @Test
    void programRunFromItsSourceFileIsGoverned() throws Exception {
        assumeTrue(AgentJvm.javaVersion() >= 11, "source files are run since Java 11");
        assumeTrue(Program.exists("javac"), "this Java has no compiler");
        String source =
                """
                public class Launched {
                    public static void main(String[] arguments) throws Exception {
                        io.resil.it.app.DrivenApplication.main(arguments);
                    }
                }
                """;

        assertTokenSent(
                "source",
                Backend.configured(Backend.yaml("source"))
                        .file("Launched.java", source)
                        .main("{folder}/Launched.java"));
    }

    // ---- where it stays out

    @ParameterizedTest
    @ValueSource(strings = {"property", "environment"})
    void switchedOffItTouchesNothing(String by) throws Exception {
        AgentJvm.Builder builder = Backend.configured(Backend.yaml());
        if (by.equals("property")) {
            builder.option("-Dresil.enabled=false").environment("RESIL_ENABLED", "true");
        } else {
            builder.environment("RESIL_ENABLED", "false");
        }
        try (AgentJvm jvm = builder.start()) {
            assertEquals("none", Backend.tokenSentBy(jvm));
            Line beans = jvm.ask(new Line().with("do", "beans").with("pattern", "io.resil:*"));
            assertTrue(beans.below("bean.").isEmpty(), beans::toString);
            assertEquals(List.of(), jvm.quit());
        }
    }

    @Test
    void switchedOffItLoadsNothingButItsFirstClass() {
        Program.Ended ended = Program.named("java")
                .with("-verbose:class", "-Dresil.enabled=false", AGENT_OPTION)
                .with("-cp", AgentJvm.required("resil.it.application"), "io.resil.it.app.EmptyApplication")
                .run();

        List<String> ours = LoadedClasses.in(ended.out()).stream()
                .filter(name -> name.startsWith("io.resil.") && !name.startsWith("io.resil.it."))
                .toList();
        assertEquals(List.of("io.resil.agent.launch.Agent"), ours);
        assertEquals(List.of(), ended.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jps -l", "jcmd -l", "keytool -genkeypair", "javac"})
    void toolOfTheJdkIsLeftAlone(String use) throws Exception {
        String[] words = use.split(" ", -1);
        assumeTrue(Program.exists(words[0]), "this Java has no " + words[0]);
        Path folder = Files.createTempDirectory("tool");
        String option = AGENT_OPTION + "=" + folder.resolve("missing.yaml");
        Program tool = Program.named(words[0]).environment("JAVA_TOOL_OPTIONS", option);
        switch (words[0]) {
            case "keytool" ->
                tool.with(words[1], "-alias", "a", "-dname", "CN=a", "-keyalg", "RSA")
                        .with("-storepass", "changeit", "-keypass", "changeit")
                        .with("-keystore", folder.resolve("keys").toString());
            case "javac" ->
                tool.with(Files.writeString(folder.resolve("Empty.java"), "class Empty {}")
                        .toString());
            default -> tool.with(words[1]);
        }

        Program.Ended ended = tool.run();

        assertEquals(0, ended.exitCode(), ended::toString);
        assertTrue(
                ended.err().stream().anyMatch(line -> line.startsWith("Picked up JAVA_TOOL_OPTIONS: ")),
                ended::toString);
        assertFalse(ended.err().stream().anyMatch(line -> line.startsWith("resil")), ended::toString);
        assertEquals(List.of(), Backend.said(ended.out()));
        switch (words[0]) {
            case "keytool" -> assertTrue(Files.exists(folder.resolve("keys")));
            case "javac" -> assertTrue(Files.exists(folder.resolve("Empty.class")));
            default -> assertFalse(ended.out().isEmpty());
        }
    }
}
