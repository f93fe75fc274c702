package io.resil.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, run by the Java under test against a JVM of the same; where that is a mere JRE, by the tests' own. */
class CliIT {

    private static Program.Ended resil(String... words) {
        return Program.named("java")
                .with("-jar", AgentJvm.agentJar())
                .with(words)
                .run();
    }

    /** A command that goes into another JVM. */
    private static Program.Ended reaching(String... words) {
        return javaThatReaches().with("-jar", AgentJvm.agentJar()).with(words).run();
    }

    static Program javaThatReaches() {
        return canAttach() ? Program.named("java") : Program.ofTheTests("java");
    }

    private static boolean canAttach() {
        return AgentJvm.javaVersion() == 8
                ? Files.exists(AgentJvm.javaHome().resolve("lib/tools.jar"))
                : Files.exists(AgentJvm.javaHome().resolve("lib/libattach.so"));
    }

    private static String pid(AgentJvm jvm) {
        return String.valueOf(jvm.pid());
    }

    private static String file(String yaml) throws Exception {
        return Files.writeString(Files.createTempFile("settings", ".yaml"), yaml)
                .toString();
    }

    private static void assertDone(Program.Ended ended) {
        assertEquals(0, ended.exitCode(), ended::toString);
        assertEquals(List.of(), ended.err());
    }

    private static void assertFails(int exitCode, String beginning, Program.Ended ended) {
        assertEquals(exitCode, ended.exitCode(), ended::toString);
        assertEquals(1, ended.err().size(), ended::toString);
        assertTrue(ended.err().get(0).startsWith("resil-agent: " + beginning), ended::toString);
    }

    // ---- without another JVM

    @Test
    void helpAndVersionAndWrongUsage() {
        assertTrue(resil("--help").out().get(0).startsWith("resil-agent gives the HTTP calls"));
        assertTrue(resil("--version").out().get(0).matches("resil-agent \\S+, on Java \\S+"));
        assertFails(2, "a command is missing", resil());
        assertFails(2, "the pid is missing; usage: ", resil("status"));
    }

    @Test
    void checkListsEachOfFiveMistakes() throws Exception {
        String file = file(
                """
                mode: on
                services:
                  chroma:
                    url: ftp://chroma
                    timeout: 5
                    retry: { max-retries: -1 }
                    braeker: none
                """);

        Program.Ended ended = resil("check", file);

        assertEquals(1, ended.exitCode());
        assertEquals(6, ended.err().size(), ended::toString);
        for (int line : new int[] {1, 4, 5, 6, 7}) {
            String beginning = file + ":" + line + ": ";
            assertTrue(ended.err().stream().anyMatch(each -> each.startsWith(beginning)), beginning + ended);
        }
        assertTrue(ended.err().get(5).contains(" has 5 problems "), ended::toString);
    }

    @Test
    void checkAndExplainOfAGoodConfiguration() throws Exception {
        String file = file(Backend.yaml());
        Program.Ended check = resil("check", file);
        assertDone(check);
        assertEquals(List.of(file + " is fine: services backend, mode enforce"), check.out());

        Program.Ended explained = resil("explain", file, "GET", "http://" + Backend.ADDRESS + ":80/x?y");
        assertDone(explained);
        assertTrue(explained.out().get(0).contains("/x is governed by backend, because of url "), explained::toString);
        assertFalse(explained.toString().contains("s3cret"));

        assertEquals(1, resil("explain", file, "GET", "http://nowhere/").exitCode());
    }

    @Test
    void overridesInTheEnvironmentCount() throws Exception {
        Program.Ended ended = Program.named("java")
                .environment("RESIL_SERVICES_BACKEND_TIMEOUT", "7s")
                .with("-jar", AgentJvm.agentJar(), "explain", file(Backend.yaml()), "GET", "http://" + Backend.ADDRESS)
                .run();
        assertTrue(
                ended.out().stream()
                        .anyMatch(line ->
                                line.matches(" +timeout +7s +environment variable RESIL_SERVICES_BACKEND_TIMEOUT")),
                ended::toString);
    }

    // ---- a governed JVM

    @Test
    void statusOfEveryServiceByPid() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml()).listed().start()) {
            Backend.tokenSentBy(jvm);

            Program.Ended table = reaching("status", pid(jvm));
            assertDone(table);
            assertTrue(table.out().get(0).contains(" in " + jvm.pid() + " "), table::toString);
            assertTrue(table.out().get(0).contains(": ACTIVE, "), table::toString);
            assertTrue(
                    table.out().stream()
                            .anyMatch(line -> line.matches("backend  CLOSED +\\d+s +1 +0 +0  \\S+ms +\\S+ms +-")),
                    table::toString);
            assertFalse(table.toString().contains("\u001b"), "no colours where nobody looks");

            Program.Ended json = reaching("status", pid(jvm), "--json");
            assertDone(json);
            assertTrue(json.out().get(0).startsWith("{\"version\":"), json::toString);
            assertTrue(json.out().get(0).contains("\"service\":\"backend\""), json::toString);
        }
    }

    @Test
    void breakerIsForcedAndReleased() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml()).start()) {
            assertEquals(
                    List.of("backend: FORCED_OPEN, was CLOSED"),
                    reaching("force-open", pid(jvm), "backend").out());
            Program.Ended status = reaching("status", pid(jvm));
            assertTrue(
                    status.out().stream().anyMatch(line -> line.startsWith("backend  FORCED_OPEN ")), status::toString);
            assertEquals(
                    List.of("backend: CLOSED, was FORCED_OPEN"),
                    reaching("force-closed", pid(jvm), "backend").out());
            assertEquals(
                    List.of("backend: DISABLED, was CLOSED"),
                    reaching("disable", pid(jvm), "backend").out());
            assertEquals(
                    List.of("backend: CLOSED, was DISABLED"),
                    reaching("enable", pid(jvm), "backend").out());
            assertFails(1, "no service chroma in ", reaching("force-open", pid(jvm), "chroma"));
        }
    }

    @Test
    void originsHaveTheirOwnLines() throws Exception {
        String yaml = Backend.yaml() + "    breaker: { scope: origin }\n";
        try (AgentJvm jvm = Backend.configured(yaml).start()) {
            Backend.tokenSentBy(jvm);
            Program.Ended status = reaching("status", pid(jvm));
            assertTrue(
                    status.out().stream().anyMatch(line -> line.startsWith("  " + Backend.ADDRESS + ":")),
                    status::toString);
        }
    }

    @Test
    void discoverSaysWhatThisAgentKnows() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml()).start()) {
            Program.Ended ended = reaching("discover", pid(jvm));
            assertTrue(ended.exitCode() == 0 || ended.err().get(0).contains("has no discovery"), ended::toString);
        }
    }

    @Test
    void jvmIsNamedByItsJarUnlessThereAreSeveral() throws Exception {
        String name = "driven-" + UUID.randomUUID();
        AgentJvm.Builder builder = AgentJvm.configured(Backend.yaml())
                .jar(Jars.runnable(name + ".jar"))
                .listed();
        try (AgentJvm jvm = builder.start()) {
            assertDone(reaching("force-open", name, "backend"));
            Program.Ended status = reaching("status", name + ".jar");
            assertTrue(
                    status.out().stream().anyMatch(line -> line.startsWith("backend  FORCED_OPEN ")), status::toString);
            try (AgentJvm other = builder.start()) {
                Program.Ended several = reaching("status", name);
                assertFails(1, "several JVMs are called " + name, several);
                assertTrue(several.err().get(0).contains(pid(jvm)), several::toString);
                assertTrue(several.err().get(0).contains(pid(other)), several::toString);
            }
        }
    }

    @Test
    void watchEndsWithItsJvm() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml()).start()) {
            Program watch = javaThatReaches().with("-jar", AgentJvm.agentJar(), "status", pid(jvm), "--watch");
            try (Program.Running running = watch.start()) {
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> running.out().stream()
                                        .filter(line -> line.startsWith("backend "))
                                        .count()
                                >= 2);
                jvm.close();
                assertFails(3, "the JVM " + jvm.pid(), running.end());
            }
        }
    }

    // ---- a JVM that cannot be reached, or has no agent

    @Test
    void processThatIsNoJvmCannotBeReachedAndIsLeftAlive() throws Exception {
        assertFails(3, "no JVM runs as process 4194303 ", reaching("status", "4194303"));
        assertFails(
                3, "no JVM of this user is called nobody-is-called-this", reaching("status", "nobody-is-called-this"));
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            assertFails(3, "no JVM runs as process ", reaching("status", String.valueOf(sleep.pid())));
            assertTrue(sleep.isAlive());
        } finally {
            sleep.destroy();
        }
    }

    @Test
    void javaThatCannotAttachSaysWhatIsMissingAndStillChecks() throws Exception {
        assumeTrue(AgentJvm.javaVersion() > 8, "Java 8 has no modules to leave out");
        assertFails(3, "this Java (", withoutAttach("status", "1"));
        assertTrue(withoutAttach("status", "1").err().get(0).contains("has no module jdk.attach"));
        assertDone(withoutAttach("check", file(Backend.yaml())));
    }

    private static Program.Ended withoutAttach(String... words) {
        return Program.named("java")
                .with("--limit-modules", "java.management", "-jar", AgentJvm.agentJar())
                .with(words)
                .run();
    }

    @Test
    void attachGovernsAJvmThatRuns() throws Exception {
        try (AgentJvm jvm = Backend.configured("").withoutAgent().start()) {
            assertEquals("none", Backend.tokenSentBy(jvm));
            assertFails(1, "no agent is active in ", reaching("status", pid(jvm)));

            Program.Ended attached = reaching("attach", pid(jvm), file(Backend.yaml()));

            assertDone(attached);
            assertTrue(attached.out().get(0).endsWith(" is governed: services backend"), attached::toString);
            assertEquals("s3cret", Backend.tokenSentBy(jvm));
            assertFails(1, "the agent governs " + jvm.pid(), reaching("attach", pid(jvm), file(Backend.yaml())));
        }
    }

    @Test
    void discoverBringsAnAgentThatCountsUntilItIsGivenAConfiguration() throws Exception {
        try (AgentJvm jvm = Backend.configured("")
                .withoutAgent()
                .file("resil.yaml", Backend.yaml())
                .start()) {
            Program.Ended begun = reaching("discover", pid(jvm));
            assertDone(begun);
            assertTrue(begun.out().get(0).contains("it governs nothing"), begun::toString);
            assertEquals("none", Backend.tokenSentBy(jvm), "the file in its working directory is not asked for");
            Program.Ended counted = reaching("discover", pid(jvm));
            assertTrue(counted.out().get(0).contains(Backend.ADDRESS), counted::toString);

            Program.Ended refused = reaching("attach", pid(jvm), file("services: { backend: {} }\n"));
            assertEquals(1, refused.exitCode(), refused::toString);
            assertEquals("none", Backend.tokenSentBy(jvm));

            assertDone(reaching("attach", pid(jvm), file(Backend.yaml())));
            assertEquals("s3cret", Backend.tokenSentBy(jvm));
        }
    }

    @Test
    void attachWithABrokenConfigurationSaysWhyNothingHappens() throws Exception {
        try (AgentJvm jvm = Backend.configured("").withoutAgent().start()) {
            Program.Ended ended = reaching("attach", pid(jvm), file("services: { backend: {} }\n"));
            assertEquals(1, ended.exitCode());
            assertTrue(ended.err().get(0).contains("services.backend: must have a url"), ended::toString);
            assertTrue(ended.err().get(1).contains("CONFIGURATION_ERROR"), ended::toString);
            assertEquals("none", Backend.tokenSentBy(jvm));
        }
    }

    // ---- the agent and the command line in one variable

    @ParameterizedTest
    @ValueSource(strings = {"resil-agent.jar", "my agent.jar"})
    void commandLineIsNotGovernedItself(String name) throws Exception {
        Path jar = Files.createTempDirectory("copy").resolve(name);
        Files.copy(Path.of(AgentJvm.agentJar()), jar);
        Program.Ended ended = Program.named("java")
                .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + AgentJvm.agentJar() + "=" + file(Backend.yaml()))
                .with("-jar", jar.toString(), "--version")
                .run();
        assertEquals(0, ended.exitCode());
        assertEquals(List.of(), Backend.said(ended.err()));
    }

    @Test
    void nothingOfTheCommandLineIsLoadedWithTheAgent() throws Exception {
        Program.Ended ended = Program.named("java")
                .with("-verbose:class", "-javaagent:" + AgentJvm.agentJar() + "=" + file(Backend.yaml()))
                .with("-cp", AgentJvm.required("resil.it.application"), "io.resil.it.app.EmptyApplication")
                .run();
        Set<String> loaded = LoadedClasses.in(ended.out());
        assertTrue(loaded.contains("io.resil.agent.ResilAgent"), loaded::toString);
        assertEquals(
                List.of(),
                loaded.stream()
                        .filter(each -> each.startsWith("io.resil.agent.cli.")
                                || each.matches("io\\.resil\\.agent\\.config\\.(Explanation|Provenance|SettingRows).*"))
                        .toList());
    }
}
