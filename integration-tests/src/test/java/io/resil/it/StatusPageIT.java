package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resil.it.app.Line;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The page of a real JVM: when it is there, what it says, and that an application does not notice it. */
class StatusPageIT {

    private static final String YAML = "status: { port: 0, critical: [backend] }\n" + Backend.yaml();

    @Test
    void tellsOfABreakerThatOpens() throws Exception {
        String yaml = YAML.replace("retry: { backoff: 20ms }", "retry: none\n    breaker: { failure-threshold: 2 }");
        try (AgentJvm jvm = Backend.configured(yaml).start();
                Scene scene = Backend.scene(jvm)) {
            StatusUrl page = StatusUrl.afterLogging(jvm);
            FaultyServer server = scene.server();
            assertEquals(200, scene.get(server.url("/")).now().status());
            assertTrue(page.body("/v1/api/status/services").contains("\"state\":\"CLOSED\""));
            assertEquals(200, page.get("/health").statusCode());

            server.plays(Turn.status(500));
            scene.get(server.url("/")).now();
            scene.get(server.url("/")).now();

            String services = page.body("/v1/api/status/services");
            assertTrue(services.startsWith("{\"backend\":{"), services);
            assertTrue(services.contains("\"state\":\"OPEN\""), services);
            assertTrue(services.contains("\"breaker.failure-threshold\":\"2\""), services);
            assertFalse(services.contains("s3cret"), services);
            HttpResponse<String> health = page.get("/health");
            assertEquals(503, health.statusCode());
            assertEquals("{\"status\":\"DOWN\",\"open\":[\"backend\"],\"critical\":[\"backend\"]}", health.body());
            String metrics = page.body("/metrics");
            String open = "resil_breaker_state{service=\"backend\",resil_breaker_state=\"OPEN\"} 1\n";
            assertTrue(metrics.contains(open), metrics);
            assertTrue(metrics.contains("resil_attempt_duration_seconds_count{service=\"backend\"} 3\n"), metrics);
            assertTrue(page.body("/").contains("page.js"));
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
            assertEquals("[]", jvm.attribute(Backend.AGENT, "ConfigurationProblems"));
            assertEquals(List.of(), unmatched(jvm), "nobody calls through our clients");
        }
    }

    private static List<String> unmatched(AgentJvm jvm) {
        String hosts = jvm.attribute(Backend.AGENT, "UnmatchedHosts");
        return hosts.equals("[]") ? List.of() : List.of(hosts);
    }

    // ---- when it is there

    @Test
    void applicationThatNeverLogsGetsItAfterAWhile() throws Exception {
        try (AgentJvm jvm = Backend.configured(YAML).start()) {
            assertEquals(200, StatusUrl.of(jvm).get("/health").statusCode());
        }
    }

    @Test
    void managersThatTheApplicationChoosesInMainAreUsed() throws Exception {
        try (AgentJvm jvm =
                Backend.configured(YAML).option("-Dit.late-managers=true").start()) {
            Line managers = jvm.ask(new Line().with("do", "managers"));

            assertEquals("io.resil.it.app.LateLogManager", managers.require("logging"));
            assertEquals("late", managers.require("management"));
            assertEquals(200, StatusUrl.of(jvm).get("/health").statusCode());
        }
    }

    @Test
    void attachedItIsThereAtOnce() throws Exception {
        try (AgentJvm jvm = Backend.configured("").withoutAgent().start()) {
            Path settings = Files.writeString(Files.createTempFile("settings", ".yaml"), YAML);
            Attaching.load(jvm, AgentJvm.agentJar(), settings.toString());

            StatusUrl page = StatusUrl.of(jvm);
            assertEquals("s3cret", Backend.tokenSentBy(jvm));
            assertTrue(page.body("/v1/api/status/services").contains("\"calls\":1,"));
        }
    }

    @Test
    void nothingOfItIsLoadedUnlessItIsConfigured() throws Exception {
        Set<String> without = loadedWith(Backend.yaml());
        assertEquals(List.of(), without.stream().filter(StatusPageIT::isOfPage).toList());
    }

    @Test
    void configuredItTouchesNothingThatTheApplicationDecidesLater() throws Exception {
        Set<String> with = loadedWith(YAML);
        assertTrue(with.contains("io.resil.agent.web.StatusPage"), with::toString);
        assertEquals(
                List.of(),
                with.stream()
                        .filter(name -> name.startsWith("java.util.logging.")
                                || name.startsWith("com.sun.net.httpserver.")
                                || name.startsWith("javax.management.")
                                || name.startsWith("io.prometheus."))
                        .toList());
    }

    private static boolean isOfPage(String name) {
        return name.startsWith("io.resil.agent.web.")
                || name.startsWith("com.sun.net.httpserver.")
                || name.startsWith("io.prometheus.");
    }

    /** By a program that ends at once, which it must also with the page on its way. */
    private static Set<String> loadedWith(String yaml) throws Exception {
        Path settings = Files.writeString(Files.createTempFile("settings", ".yaml"), yaml);
        Program.Ended ended = Program.named("java")
                .with("-verbose:class", "-javaagent:" + AgentJvm.agentJar() + "=" + settings)
                .with("-cp", AgentJvm.required("resil.it.application"), "io.resil.it.app.EmptyApplication")
                .run();
        assertEquals(0, ended.exitCode(), ended::toString);
        return LoadedClasses.in(ended.out());
    }

    @Test
    void applicationEndsAsBefore() throws Exception {
        try (AgentJvm jvm = Backend.configured(YAML).start()) {
            assertEquals(200, StatusUrl.afterLogging(jvm).get("/").statusCode());

            jvm.quit();

            assertEquals(0, jvm.exitCode());
        }
    }

    // ---- where it cannot be

    @Test
    void takenPortIsSaidAndTheApplicationGoesOn() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                AgentJvm jvm = Backend.configured(YAML.replace("port: 0", "port: " + taken.getLocalPort()))
                        .start()) {
            jvm.ask(new Line().with("do", "managers"));

            String problem = "status: no page at 127.0.0.1:" + taken.getLocalPort();
            Awaitility.await()
                    .until(() -> jvm.errors().stream()
                                    .filter(line -> line.contains(problem))
                                    .count()
                            == 1);
            String problems = jvm.attribute(Backend.AGENT, "ConfigurationProblems");
            assertTrue(problems.contains(problem), problems);
            assertEquals("ACTIVE", jvm.attribute(Backend.AGENT, "Status"));
            assertEquals("s3cret", Backend.tokenSentBy(jvm));
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }

    @Test
    void jvmWithoutAnHttpServerSaysWhatToAdd() throws Exception {
        assumeTrue(AgentJvm.javaVersion() >= 9, "modules came with Java 9");
        try (AgentJvm jvm = Backend.configured(YAML)
                .option("--limit-modules=java.instrument,java.logging,java.management,java.naming,jdk.unsupported")
                .start()) {
            jvm.ask(new Line().with("do", "managers"));

            String advice = "start it with --add-modules jdk.httpserver";
            Awaitility.await().until(() -> jvm.errors().stream().anyMatch(line -> line.contains(advice)));
            String problems = jvm.attribute(Backend.AGENT, "ConfigurationProblems");
            assertTrue(problems.contains(advice), problems);
            assertEquals("ACTIVE", jvm.attribute(Backend.AGENT, "Status"));
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
        }
    }
}
