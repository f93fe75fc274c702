package io.resil.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The configuration changes while the application runs. */
class ReloadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OTHER = "io.resil:type=CircuitBreaker,service=other";

    private static String yaml(String more) {
        return Backend.yaml() + more.indent(4);
    }

    // ---- a good change

    @Test
    void newSettingsHoldForNewCallsAndWhatAnOperatorForcedStays() throws Exception {
        try (AgentJvm jvm = Backend.configured(yaml("breaker: { failure-threshold: 9 }"))
                        .start();
                Scene scene = Backend.scene(jvm)) {
            FaultyServer server = scene.server().plays(Turn.status(404));
            String url = server.url("/");
            assertEquals(404, scene.get(url).now().status());
            assertEquals("9", jvm.attribute(Backend.BEAN, "FailureThreshold"));
            assertEquals("", jvm.attribute(Backend.AGENT, "LastReload"));
            jvm.invoke(Backend.BEAN, "forceOpen");
            change(
                    jvm,
                    yaml("breaker: { failure-threshold: 2 }\nname: Renamed").replace("    name: The Backend\n", ""));
            awaitReload(jvm, "applied");
            assertEquals("2", jvm.attribute(Backend.BEAN, "FailureThreshold"));
            assertEquals("Renamed", jvm.attribute(Backend.BEAN, "DisplayName"));
            assertEquals("FORCED_OPEN", jvm.attribute(Backend.BEAN, "State"));
            assertEquals("1", jvm.attribute(Backend.BEAN, "Calls"));
            assertTrue(scene.get(url).now().isRejected());
            jvm.invoke(Backend.BEAN, "enable");
            assertEquals(404, scene.get(url).now().status());
            server.plays(Turn.status(500));
            assertEquals(500, scene.get(url).now().status());
            assertEquals(500, scene.get(url).now().status());
            assertTrue(scene.get(url).now().isRejected());
            assertTrue(
                    jvm.errors().stream()
                            .anyMatch(line -> line.contains("[Renamed] Circuit breaker OPEN (threshold reached: 2/2)")),
                    jvm.errors()::toString);
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    @Test
    void servicesComeAndGoWithTheirBeans() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml()).start();
                Console console = Console.of(jvm)) {
            assertEquals(2, console.beans().size());
            assertEquals("s3cret", Backend.tokenSentBy(jvm));
            change(jvm, Backend.yaml("n3w") + "  other: { url: 127.0.1.77 }\n");
            awaitReload(jvm, "applied");
            assertTrue(console.beans().contains(OTHER), console.beans()::toString);
            assertEquals("n3w", Backend.tokenSentBy(jvm));
            change(jvm, "services:\n  other: { url: 127.0.1.77 }\n");
            await().atMost(PATIENCE).until(() -> !console.beans().contains(Backend.BEAN));
            assertTrue(console.beans().contains(OTHER), console.beans()::toString);
            assertEquals("none", Backend.tokenSentBy(jvm));
        }
    }

    @Test
    void fromNothingToSomethingIsWoven() throws Exception {
        try (AgentJvm jvm = Backend.configured("log: { target: stderr }\n").start()) {
            assertEquals("none", Backend.tokenSentBy(jvm));
            assertEquals("INERT", jvm.attribute(Backend.AGENT, "Status"));
            change(jvm, Backend.yaml());
            await().atMost(PATIENCE)
                    .until(() -> jvm.attribute(Backend.AGENT, "Status").equals("ACTIVE"));
            assertEquals("s3cret", Backend.tokenSentBy(jvm));
            assertEquals("1", jvm.attribute(Backend.BEAN, "Calls"));
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    // ---- a bad one

    @Test
    void badChangeIsReportedWholeAndChangesNothingUntilItIsMended() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml()).start();
                Console console = Console.of(jvm)) {
            change(jvm, Backend.yaml("n3w") + "    retry: none\n    tokn: none\n    timeout: 15\n");
            awaitReload(jvm, "refused: ");
            String problems = jvm.attribute(Backend.AGENT, "ConfigurationProblems");
            assertTrue(problems.contains(".yaml:9: services.backend.tokn"), problems);
            assertTrue(problems.contains(".yaml:10: services.backend.timeout = 15: "), problems);
            assertTrue(
                    jvm.errors().stream().anyMatch(line -> line.contains(".yaml:9: services.backend.tokn")),
                    jvm.errors()::toString);
            assertEquals("ACTIVE", jvm.attribute(Backend.AGENT, "Status"));
            assertEquals("s3cret", Backend.tokenSentBy(jvm));
            String answer = (String) console.invoke(Backend.AGENT, "reload");
            assertTrue(answer.contains(".yaml:10: services.backend.timeout = 15: "), answer);
            change(jvm, Backend.yaml("n3w"));
            awaitReload(jvm, "applied");
            assertEquals("n3w", Backend.tokenSentBy(jvm));
            assertFalse(jvm.attribute(Backend.AGENT, "ConfigurationProblems").contains("tokn"));
        }
    }

    @Test
    void operatorNeedNotWait() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml()).start();
                Console console = Console.of(jvm)) {
            change(jvm, Backend.yaml("n3w"));
            String answer = (String) console.invoke(Backend.AGENT, "reload");
            assertTrue(answer.startsWith("applied: ") && answer.contains("services backend"), answer);
            assertEquals("n3w", Backend.tokenSentBy(jvm));
        }
    }

    @Test
    void repairedConfigurationOfAnAgentThatStayedInertGoverns() throws Exception {
        try (AgentJvm jvm = Backend.configured("services:\n  backend: { url: 127.0.1.1, tokn: none }\n")
                .start()) {
            assertEquals("none", Backend.tokenSentBy(jvm));
            assertEquals("CONFIGURATION_ERROR", jvm.attribute(Backend.AGENT, "Status"));
            change(jvm, Backend.yaml());
            await().atMost(PATIENCE)
                    .until(() -> jvm.attribute(Backend.AGENT, "Status").equals("ACTIVE"));
            assertEquals("s3cret", Backend.tokenSentBy(jvm));
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    // ---- Kubernetes

    /** A mounted volume: the files are links into {@code ..data}, itself a link that is swapped for another. */
    @Test
    void swappedLinksOfConfigMapAndSecretAreSeen() throws Exception {
        Path volume = Files.createTempDirectory("resil-volume");
        mount(volume, "first", fromFile(volume, "timeout: 15s"), "0ld");
        Files.createSymbolicLink(volume.resolve("resil.yaml"), Path.of("..data", "resil.yaml"));
        Files.createSymbolicLink(volume.resolve("token"), Path.of("..data", "token"));
        String option = "-javaagent:" + AgentJvm.agentJar() + "=" + volume.resolve("resil.yaml");
        try (AgentJvm jvm = Backend.configured("").withoutAgent().option(option).start()) {
            assertEquals("0ld", Backend.tokenSentBy(jvm));
            mount(volume, "second", fromFile(volume, "breaker: { failure-threshold: 7 }"), "n3w");
            awaitReload(jvm, "applied");
            assertEquals("7", jvm.attribute(Backend.BEAN, "FailureThreshold"));
            await().atMost(PATIENCE).until(() -> Backend.tokenSentBy(jvm).equals("n3w"));

            Files.delete(volume.resolve("token"));
            change(volume.resolve("..data").toRealPath().resolve("resil.yaml"), fromFile(volume, "timeout: 14s"));
            await().atMost(PATIENCE).until(() -> jvm.attribute(Backend.AGENT, "ConfigurationProblems")
                    .contains("the token stays as it was"));
            assertEquals("n3w", Backend.tokenSentBy(jvm));
        }
    }

    private static String fromFile(Path volume, String more) {
        return "log: { target: stderr }\nservices:\n  backend:\n    url: " + Backend.ADDRESS
                + "\n    token: { header: X-Internal-Token, file: \"" + volume.resolve("token") + "\" }\n    " + more
                + "\n";
    }

    private static void mount(Path volume, String name, String yaml, String token) throws IOException {
        Path version = Files.createDirectory(volume.resolve(".." + name));
        Files.writeString(version.resolve("resil.yaml"), yaml);
        Files.writeString(version.resolve("token"), token);
        Path link = Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of(".." + name));
        Files.move(link, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    // ---- under load

    @Test
    void noCallFailsForTheChangesItLivesThrough() throws Exception {
        int threads = 8;
        int reloads = 200;
        try (AgentJvm jvm = Backend.configured(Backend.yaml()).start();
                Scene scene = Backend.scene(jvm);
                Console console = Console.of(jvm)) {
            String url = scene.server().plays(Turn.ok()).url("/");
            assertEquals(200, scene.get(url).now().status(), "makes the client that all threads share");
            AtomicBoolean over = new AtomicBoolean();
            ExecutorService callers = Executors.newFixedThreadPool(threads);
            List<Future<Integer>> made = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                made.add(callers.submit(() -> {
                    int calls = 0;
                    for (; !over.get(); calls++) {
                        Answer answer = scene.get(url).now();
                        assertEquals(200, answer.status(), answer::toString);
                    }
                    return calls;
                }));
            }
            for (int i = 0; i < reloads; i++) {
                change(jvm, yaml(VARIANTS.get(i % VARIANTS.size())));
                String answer = (String) console.invoke(Backend.AGENT, "reload");
                assertTrue(answer.startsWith("applied: "), answer);
            }
            over.set(true);
            long calls = 1;
            for (Future<Integer> each : made) {
                int ofThread = each.get();
                assertTrue(ofThread > 0);
                calls += ofThread;
            }
            callers.shutdown();
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
            assertEquals("0", jvm.attribute(Backend.BEAN, "InFlight"));
            assertEquals("" + calls, jvm.attribute(Backend.BEAN, "Calls"));
        }
    }

    /** The counters go on through all of them. */
    private static final List<String> VARIANTS = List.of(
            "timeout: 15s",
            "breaker: { scope: origin }",
            "max-concurrent: 20",
            "breaker: none",
            "mode: observe",
            "breaker: { failure-rate: { percent: 50, window: 10s, minimum-calls: 20 } }",
            "max-concurrent: 30\nfallback: { status: 200, body: fallback }");

    // ----

    private static void change(AgentJvm jvm, String yaml) throws IOException {
        change(jvm.folder().resolve("settings.yaml"), yaml);
    }

    /** As an editor does: written beside, then moved over it. */
    private static void change(Path file, String yaml) throws IOException {
        Path beside = Files.writeString(file.resolveSibling("settings.new"), yaml);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitReload(AgentJvm jvm, String result) {
        await().atMost(PATIENCE)
                .until(() -> jvm.attribute(Backend.AGENT, "LastReload").contains(result));
    }
}
