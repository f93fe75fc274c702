package io.resil.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    private final FakeJvms jvms = new FakeJvms()
            .running("12", "/opt/legacy backend/backend.jar --port 80")
            .running("13", "com.example.Main x");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(String... words) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(new PrintStream(out, true), new PrintStream(err, true), false, Map.of());
        return new CommandLine(terminal, jvms, "/agent.jar", "1.2.3").run(words);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String file(String yaml) throws Exception {
        return Files.writeString(folder.resolve("resil.yaml"), yaml).toString();
    }

    @AfterEach
    void everyJvmThatWasOpenedWasClosed() {
        assertEquals(0, jvms.opened);
    }

    // ---- usage

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
            '' ~ a command is missing; there are check, explain, status, attach, discover, force-open, force-closed, disable, enable; --help explains them
            statsu 12 ~ statsu is no command; there are check, explain, status, attach, discover, force-open, force-closed, disable, enable; --help explains them
            check ~ the configuration file is missing; usage: java -jar resil-agent.jar check resil.yaml
            check a b ~ b is too much; usage: java -jar resil-agent.jar check resil.yaml
            status ~ the pid is missing; usage: java -jar resil-agent.jar status <pid> [--json | --watch]
            status 12 --jsn ~ --jsn is no option of it; usage: java -jar resil-agent.jar status <pid> [--json | --watch]
            status 12 --json --watch ~ --json and --watch do not go together; usage: java -jar resil-agent.jar status <pid> [--json | --watch]
            force-open 12 ~ the service is missing; usage: java -jar resil-agent.jar force-open <pid> <service>
            attach 12 ~ the configuration file is missing; usage: java -jar resil-agent.jar attach <pid> resil.yaml
            explain f GET ~ the URL is missing; usage: java -jar resil-agent.jar explain resil.yaml GET http://host:port/path
            """)
    void wrongUsageIsTwoAndOneLine(String words, String line) {
        assertEquals(2, run(words.isEmpty() ? new String[0] : words.split(" ")));
        assertEquals("resil-agent: " + line + "\n", complained());
        assertEquals("", said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void helpTeachesOnOneScreen(String word) {
        assertEquals(0, run(word));
        List<String> lines = said().lines().toList();
        assertTrue(lines.size() <= 25, () -> lines.size() + " lines");
        assertTrue(lines.stream().allMatch(line -> line.length() <= 110), said());
        for (String command : List.of("check", "explain", "status", "attach", "discover", "force-open", "enable")) {
            assertTrue(said().contains("java -jar resil-agent.jar " + command + " "), command);
        }
    }

    @Test
    void versionIsThatOfTheJarAndTheJava() {
        assertEquals(0, run("--version"));
        assertEquals("resil-agent 1.2.3, on Java " + System.getProperty("java.version") + "\n", said());
    }

    // ---- check and explain

    @Test
    void goodConfigurationIsFineInOneLine() throws Exception {
        String file = file("services:\n  a: { url: http://a }\n  b: { url: http://b }\n");
        assertEquals(0, run("check", file));
        assertEquals(file + " is fine: services a, b, mode enforce\n", said());
        assertEquals("", complained());
    }

    @Test
    void warningsAreToldAndNoFailure() throws Exception {
        String file = file("services:\n  a: { url: http://a, deadline: 1s, timeout: 2s }\n");
        assertEquals(0, run("check", file));
        assertEquals(file + " is fine, with 1 warning: services a, mode enforce\n", said());
        assertTrue(
                complained().startsWith("warning: " + file + ":2: services.a.deadline = 1s: is shorter than"),
                complained());
    }

    @Test
    void everyProblemAndWarningIsToldBeforeTheVerdict() throws Exception {
        String file = file("services:\n  a: { url: http://a, deadline: 1s, timeout: 2s }\n  b: { timeout: 5 }\n");
        assertEquals(1, run("check", file));
        List<String> lines = complained().lines().toList();
        assertEquals(4, lines.size(), complained());
        assertTrue(lines.get(2).startsWith("warning: "), complained());
        assertEquals(
                "resil-agent: " + file + " has 2 problems and would be refused; each line above says what is expected",
                lines.get(3));
        assertEquals("", said());
    }

    @Test
    void explainAnswersYesForWhatIsCoveredAndNoForWhatIsNot() throws Exception {
        String file = file("services:\n  a: { url: http://a:1 }\n");
        assertEquals(0, run("explain", file, "GET", "http://a:1/x"));
        assertTrue(said().startsWith("GET http://a:1/x is governed by a, because of url http://a:1 ("), said());
        assertEquals(1, run("explain", file, "GET", "http://a:2/x"));
        assertTrue(said().contains("which is for port 1, not 2"), said());
        assertEquals(2, run("explain", file, "GET", "a:2"));
        assertTrue(complained().startsWith("resil-agent: the URL must be http://host"), complained());
    }

    // ---- which JVM

    @ParameterizedTest
    @ValueSource(strings = {"12", "backend", "backend.jar", "/opt/legacy backend/backend.jar"})
    void jvmIsNamedByPidOrByItsJar(String name) {
        jvms.withAgent();
        assertEquals(0, run("status", name));
        assertTrue(
                said().startsWith("resil 1.2.3 in 12 (/opt/legacy backend/backend.jar): ACTIVE, /etc/resil.yaml"),
                said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"13", "Main", "com.example.Main"})
    void jvmIsNamedByPidOrByItsMainClass(String name) {
        jvms.withAgent();
        assertEquals(0, run("status", name));
        assertTrue(said().startsWith("resil 1.2.3 in 13 (com.example.Main)"), said());
    }

    @Test
    void nameOfSeveralJvmsListsThem() {
        jvms.running("14", "org.example.Main");
        assertEquals(1, run("status", "Main"));
        assertEquals(
                "resil-agent: several JVMs are called Main, name one by its pid: 13 (com.example.Main), 14 (org.example.Main)\n",
                complained());
    }

    @Test
    void nameOfNoJvmListsThoseThereAre() {
        assertEquals(3, run("status", "Nain"));
        assertEquals(
                "resil-agent: no JVM of this user is called Nain; there are: 12 (/opt/legacy backend/backend.jar), 13 (com.example.Main)\n",
                complained());
    }

    @Test
    void pidOfNoJvmIsNeverAttachedTo() {
        assertEquals(3, run("status", "999"));
        assertTrue(complained().startsWith("resil-agent: no JVM runs as process 999 where"), complained());
        assertEquals(1, complained().lines().count());
    }

    @Test
    void jvmThatIsNotListedIsTriedAndItsFailureToldInOneLine() {
        assertEquals(3, run("status", "77"));
        assertEquals("resil-agent: the JVM 77 cannot be reached: it is shy\n", complained());
    }

    @Test
    void jvmWithoutAgentIsToldHowToGetOne() {
        assertEquals(1, run("status", "13"));
        assertEquals(
                "resil-agent: no agent is active in 13 (com.example.Main); to govern it:"
                        + " java -jar resil-agent.jar attach 13 resil.yaml\n",
                complained());
    }

    // ---- status and operations

    @Test
    void statusAsJsonIsWhatTheBeanSays() {
        jvms.withAgent();
        assertEquals(0, run("status", "--json", "12"));
        assertTrue(said().startsWith("{\"version\":\"1.2.3\",\"status\":\"ACTIVE\""), said());
    }

    @Test
    void statusTellsProblemsOfTheConfiguration() {
        jvms.withAgent().status = "CONFIGURATION_ERROR";
        jvms.problems = List.of("resil.yaml:1: is empty");
        assertEquals(0, run("status", "12"));
        assertTrue(
                said().endsWith("CONFIGURATION_ERROR, /etc/resil.yaml\n\nconfiguration: resil.yaml:1: is empty\n"),
                said());
    }

    @Test
    void operationSaysTheStateBeforeAndAfter() {
        jvms.withAgent().with("chroma", new FakeBreaker("chroma", "CLOSED", -1, ""));
        assertEquals(0, run("force-open", "12", "chroma"));
        assertEquals("chroma: FORCED_OPEN, was CLOSED\n", said());
        assertEquals(0, run("enable", "12", "chroma"));
        assertEquals("chroma: CLOSED, was FORCED_OPEN\n", said());
        assertEquals(0, run("force-open", "12", "chroma"));
        assertEquals(0, run("force-closed", "12", "chroma"));
        assertEquals("chroma: CLOSED, was FORCED_OPEN\n", said());
    }

    @Test
    void operationThatIsRefusedIsNo() {
        jvms.withAgent().with("chroma", new FakeBreaker("chroma", "CLOSED", -1, ""));
        assertEquals(1, run("disable", "12", "chroma"));
        assertEquals("resil-agent: service chroma is configured with breaker: none\n", complained());
    }

    @Test
    void unknownServiceListsThoseThereAre() {
        jvms.withAgent().with("chroma", new FakeBreaker("chroma", "CLOSED", -1, ""));
        assertEquals(1, run("force-open", "13", "chrome"));
        assertEquals("resil-agent: no service chrome in 13 (com.example.Main); there are: chroma\n", complained());
    }

    // ---- attach and discover

    @Test
    void attachLoadsTheAgentWithTheAbsolutePath() throws Exception {
        String file = file("");
        jvms.with("chroma", new FakeBreaker("chroma", "CLOSED", -1, ""));
        jvms.whenLoaded = jvms::withAgent;
        assertEquals(0, run("attach", "13", file));
        assertEquals(List.of("/agent.jar=" + file), jvms.loaded);
        assertEquals("13 (com.example.Main) is governed: services chroma\n", said());
    }

    @Test
    void attachToAGovernedJvmChangesNothing() throws Exception {
        jvms.withAgent();
        assertEquals(1, run("attach", "13", file("")));
        assertEquals(List.of(), jvms.loaded);
        assertTrue(complained().contains("already, by /etc/resil.yaml; nothing was changed"), complained());
    }

    @Test
    void attachBringsAConfigurationToAnAgentThatHasNone() throws Exception {
        String file = file("");
        jvms.with("chroma", new FakeBreaker("chroma", "CLOSED", -1, "")).withAgent();
        jvms.status = "INERT";
        jvms.whenLoaded = () -> jvms.status = "ACTIVE";
        assertEquals(0, run("attach", "13", file));
        assertEquals(List.of("/agent.jar=" + file), jvms.loaded);
        assertEquals("13 (com.example.Main) is governed: services chroma\n", said());
    }

    @Test
    void attachSaysWhyTheAgentDoesNothing() throws Exception {
        jvms.whenLoaded = jvms::withAgent;
        jvms.status = "CONFIGURATION_ERROR";
        jvms.problems = List.of("resil.yaml:1: is empty");
        assertEquals(1, run("attach", "13", file("")));
        assertTrue(complained().startsWith("resil.yaml:1: is empty\nresil-agent: the agent is in 13"), complained());
    }

    @Test
    void attachSaysThatTheAgentIsSwitchedOff() throws Exception {
        assertEquals(1, run("attach", "13", file("")));
        assertTrue(
                complained().contains("did not start in 13 (com.example.Main); resil.enabled=false there"),
                complained());
    }

    @Test
    void attachWithoutItsFileReachesForNothing() {
        assertEquals(1, run("attach", "13", "/nowhere/resil.yaml"));
        assertEquals(List.of(), jvms.loaded);
    }

    @Test
    void discoverBringsAnAgentThatOnlyCounts() {
        jvms.whenLoaded = jvms::withAgent;
        assertEquals(0, run("discover", "13"));
        assertEquals(List.of("/agent.jar=none"), jvms.loaded);
        assertTrue(said().lines().allMatch(line -> line.startsWith("# ")), said());
        assertTrue(said().contains("13 (com.example.Main) from now on: it governs nothing"), said());
    }

    @Test
    void discoverSaysThatTheAgentIsSwitchedOff() {
        assertEquals(1, run("discover", "13"));
        assertTrue(complained().contains("did not start in 13 (com.example.Main)"), complained());
    }

    /** What an agent had before there was discovery. */
    public interface Older {
        String getVersion();
    }

    @Test
    void discoverSaysWhenTheAgentHasNone() throws Exception {
        Older older = () -> "1.2.3";
        jvms.server.registerMBean(new StandardMBean(older, Older.class, true), new ObjectName("io.resil:type=Agent"));
        assertEquals(1, run("discover", "13"));
        assertTrue(complained().contains("version 1.2.3, has no discovery"), complained());
    }

    /** What an agent with discovery has. */
    public interface Discovering {
        String[] getUnmatchedHosts();

        String suggestConfiguration();
    }

    @Test
    void discoverPrintsWhatAnAgentThatHasItFound() throws Exception {
        Discovering found = new Discovering() {
            @Override
            public String[] getUnmatchedHosts() {
                return new String[] {"http://a:1, 3 calls"};
            }

            @Override
            public String suggestConfiguration() {
                return "services:\n  a: { url: http://a:1 }";
            }
        };
        jvms.server.registerMBean(
                new StandardMBean(found, Discovering.class, true), new ObjectName("io.resil:type=Agent"));
        assertEquals(0, run("discover", "13"));
        assertEquals("# http://a:1, 3 calls\nservices:\n  a: { url: http://a:1 }\n", said());
        assertFalse(complained().contains("resil-agent"), complained());
    }
}
