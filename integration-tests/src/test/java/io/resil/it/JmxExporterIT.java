package io.resil.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules in {@code examples/jmx-exporter}, in the hands of the exporter they are for, beside the agent in one JVM. */
class JmxExporterIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Every series of a service; what an origin has comes on top. */
    private static final Set<String> OF_A_SERVICE = Set.of(
            "resil_breaker_state",
            "resil_service_mode",
            "resil_breaker_opened_total",
            "resil_breaker_consecutive_failures",
            "resil_breaker_failure_threshold",
            "resil_breaker_mean_recovery_seconds",
            "resil_calls_total",
            "resil_calls_in_flight",
            "resil_attempts_total",
            "resil_rejections_total",
            "resil_retries_total",
            "resil_retries_denied_total",
            "resil_timeouts_total",
            "resil_fallbacks_total",
            "resil_attempt_latency_seconds",
            "resil_observed_would_have_total",
            "resil_observed_saveable_thread_seconds_total");

    private final int port = freePort();
    private final String exporter = "-javaagent:" + AgentJvm.required("resil.it.jmx-exporter") + "=127.0.0.1:" + port
            + ":" + Documents.file("examples/jmx-exporter/resil.yml");

    @Test
    void seriesAreThereWithTheExporterAfterTheAgent() throws Exception {
        try (AgentJvm jvm = Backend.configured(yaml()).option(exporter).start()) {
            assertSeries(jvm);
        }
    }

    @Test
    void seriesAreThereWithTheExporterBeforeTheAgent() throws Exception {
        AgentJvm.Builder builder = Backend.configured(yaml())
                .withoutAgent()
                .option(exporter)
                .option("-javaagent:" + AgentJvm.agentJar() + "={folder}/settings.yaml");
        try (AgentJvm jvm = builder.start()) {
            assertSeries(jvm);
        }
    }

    private static String yaml() {
        return Backend.yaml() + "    breaker: { scope: origin }\n";
    }

    private void assertSeries(AgentJvm jvm) throws Exception {
        try (Scene scene = Backend.scene(jvm)) {
            FaultyServer server = scene.server().plays(Turn.ok(), Turn.status(404), Turn.status(503), Turn.ok());
            for (int calls = 0; calls < 3; calls++) {
                scene.get(server.url("/")).now();
            }
            jvm.invoke(Backend.BEAN, "forceOpen");
            scene.get(server.url("/")).now();

            await().atMost(PATIENCE).until(() -> scrape().contains("resil_rejections_total{service=\"backend\"} 1.0"));
            List<String> series = scrape();

            assertHas("resil_agent_faults_total 0.0", series);
            assertHas("resil_calls_total{service=\"backend\"} 4.0", series);
            assertHas("resil_retries_total{service=\"backend\"} 1.0", series);
            assertHas("resil_attempts_total{outcome=\"success\",service=\"backend\"} 3.0", series);
            assertHas("resil_attempts_total{outcome=\"failure\",service=\"backend\"} 1.0", series);
            assertHas("resil_breaker_state{resil_breaker_state=\"FORCED_OPEN\",service=\"backend\"} 1.0", series);
            assertHas("resil_service_mode{resil_service_mode=\"enforce\",service=\"backend\"} 1.0", series);
            assertHas(
                    "resil_breaker_origin_state{origin=\"" + Backend.ADDRESS + ":" + server.port()
                            + "\",resil_breaker_origin_state=\"FORCED_OPEN\",service=\"backend\"} 1.0",
                    series);
            Set<String> expected = new TreeSet<>(OF_A_SERVICE);
            expected.addAll(Set.of("resil_agent", "resil_agent_faults_total", "resil_breaker_origin_state"));
            assertEquals(expected, names(series));
        }
    }

    private static void assertHas(String line, List<String> series) {
        assertEquals(List.of(line), series.stream().filter(line::equals).toList(), () -> String.join("\n", series));
    }

    private static Set<String> names(List<String> series) {
        return series.stream()
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The agent's series, as the exporter shows them. */
    private List<String> scrape() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .timeout(PATIENCE)
                .build();
        String text = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return text.lines().filter(line -> line.startsWith("resil_")).toList();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
