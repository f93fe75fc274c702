package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The ready-made files of {@code examples}, as far as they can be tried without the tools they are for. */
class ExamplesIT {

    /** What {@code /metrics} has. */
    private static final Set<String> METRICS = Set.of(
            "resil_agent_info",
            "resil_agent_faults_total",
            "resil_configuration_problems",
            "resil_unmatched_hosts",
            "resil_breaker_state",
            "resil_breaker_origin_state",
            "resil_breaker_state_since_timestamp_seconds",
            "resil_breaker_state_seconds_total",
            "resil_service_mode",
            "resil_breaker_opened_total",
            "resil_breaker_consecutive_failures",
            "resil_breaker_failure_threshold",
            "resil_breaker_recovery_seconds_count",
            "resil_breaker_recovery_seconds_sum",
            "resil_calls_total",
            "resil_calls_in_flight",
            "resil_attempts_total",
            "resil_rejections_total",
            "resil_retries_total",
            "resil_retries_denied_total",
            "resil_timeouts_total",
            "resil_fallbacks_total",
            "resil_attempt_duration_seconds_bucket",
            "resil_attempt_duration_seconds_count",
            "resil_attempt_duration_seconds_sum",
            "resil_observed_would_have_total",
            "resil_observed_saveable_thread_seconds_total");

    private static final Pattern METRIC = Pattern.compile("\\bresil_[a-z_]+\\b(?![\"=!~])");
    private static final Pattern COMPOSE_VARIABLE = Pattern.compile("\\$\\{(\\w+):\\?[^}]*}");

    // ---- Prometheus and Grafana

    @Test
    void alertsNameOnlyMetricsThatThereAre() {
        List<String> expressions = texts(yaml("examples/prometheus/resil-alerts.yml"), "expr");

        assertEquals(10, expressions.size());
        expressions.forEach(ExamplesIT::assertKnownMetrics);
    }

    @Test
    void dashboardNamesOnlyMetricsThatThereAreAndItsPanelsDoNotOverlap() {
        Map<?, ?> dashboard = (Map<?, ?>) yaml("examples/grafana/resil-dashboard.json");
        List<String> expressions = new ArrayList<>(texts(dashboard, "expr"));
        List<String> queries = texts(dashboard.get("templating"), "definition");

        assertTrue(expressions.size() >= 14, expressions::toString);
        assertEquals(3, queries.size());
        Stream.concat(expressions.stream(), queries.stream()).forEach(ExamplesIT::assertKnownMetrics);
        Set<String> cells = new TreeSet<>();
        for (Object panel : (List<?>) dashboard.get("panels")) {
            Map<?, ?> place = (Map<?, ?>) ((Map<?, ?>) panel).get("gridPos");
            for (int x = number(place, "x"); x < number(place, "x") + number(place, "w"); x++) {
                for (int y = number(place, "y"); y < number(place, "y") + number(place, "h"); y++) {
                    assertTrue(x < 24 && cells.add(x + "," + y), () -> "panels overlap, or leave the page: " + panel);
                }
            }
        }
    }

    private static int number(Map<?, ?> map, String key) {
        return (Integer) map.get(key);
    }

    private static void assertKnownMetrics(String expression) {
        List<String> names =
                METRIC.matcher(expression).results().map(found -> found.group()).toList();
        assertTrue(!names.isEmpty() || expression.startsWith("up{"), expression);
        names.forEach(name -> assertTrue(METRICS.contains(name), () -> name + " in " + expression));
    }

    // ---- Kubernetes

    @Test
    void kubernetesMountsWhatItNamesAndItsConfigurationIsFine() throws Exception {
        List<Object> documents = documents("examples/kubernetes/chat-backend.yaml");
        Map<?, ?> configMap = ofKind("ConfigMap", documents);
        Map<?, ?> secret = ofKind("Secret", documents);
        Map<?, ?> pod = (Map<?, ?>) find(ofKind("Deployment", documents), "spec", "template", "spec");
        Map<?, ?> container = (Map<?, ?>) ((List<?>) pod.get("containers")).get(0);
        Map<?, ?> init = (Map<?, ?>) ((List<?>) pod.get("initContainers")).get(0);

        String resil = (String) find(configMap, "data", "resil.yaml");
        Configurations.assertFine(resil.replace("/run/secrets/resil/internal-token", Configurations.tokenFile()));
        assertTrue(((Map<?, ?>) secret.get("stringData")).containsKey("internal-token"));
        Set<String> volumes = new TreeSet<>();
        ((List<?>) pod.get("volumes")).forEach(each -> volumes.add((String) ((Map<?, ?>) each).get("name")));
        assertEquals(Set.of("agent", "configuration", "token"), volumes);
        for (Map<?, ?> each : List.of(container, init)) {
            assertTrue(volumes.containsAll(texts(each.get("volumeMounts"), "name")), each::toString);
            assertEquals(List.of(), texts(each.get("volumeMounts"), "subPath"));
        }
        List<?> copy = (List<?>) init.get("command");
        String jar = (String) copy.get(copy.size() - 1);
        List<String> mounted = texts(container.get("volumeMounts"), "mountPath");
        assertEquals(
                List.of("-javaagent:" + jar + "=" + mounted.get(1) + "/resil.yaml"),
                texts(container.get("env"), "value"));
        assertTrue(resil.contains(mounted.get(2) + "/internal-token"), resil);
        assertTrue(jar.startsWith(mounted.get(0) + "/"), jar);
        for (String probe : List.of("livenessProbe", "readinessProbe")) {
            assertEquals("http", find(container, probe, "httpGet", "port"), "the application's own port");
        }
    }

    private static Map<?, ?> ofKind(String kind, List<Object> documents) {
        return documents.stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> kind.equals(each.get("kind")))
                .findFirst()
                .orElseThrow();
    }

    // ---- Compose

    @ParameterizedTest
    @CsvSource({"development, backend-dev", "production, backend"})
    void composeProfilesStartTheAgentWithAConfigurationThatIsFine(String profile, String name) throws Exception {
        Map<?, ?> service = (Map<?, ?>) find(yaml("examples/compose/compose.yaml"), "services", name);
        Map<?, ?> environment = (Map<?, ?>) service.get("environment");

        assertEquals(List.of(profile), service.get("profiles"));
        String option = (String) environment.get("JAVA_TOOL_OPTIONS");
        assertEquals("-javaagent:/opt/resil/resil-agent.jar=/etc/resil/resil.yaml", option);
        assertTrue(((List<?>) service.get("volumes")).contains("./resil-agent.jar:/opt/resil/resil-agent.jar:ro"));
        assertTrue(((List<?>) service.get("volumes")).contains(".:/etc/resil:ro"));
        Program check = Program.named("java");
        environment.forEach((key, value) -> {
            if (!key.equals("JAVA_TOOL_OPTIONS")) {
                check.environment(
                        key.toString(),
                        COMPOSE_VARIABLE.matcher(value.toString()).replaceAll("given"));
            }
        });
        Configurations.assertFine(check, Documents.file("examples/compose/resil.yaml"));
    }

    // ---- Tomcat and systemd

    @Test
    void tomcatGetsTheAgentOnceHoweverOftenTheFileIsRead() throws Exception {
        String agent = "-javaagent:/opt/resil/resil-agent.jar=/etc/resil/resil.yaml";
        String read = ". ./examples/tomcat/setenv.sh; ";
        String show = "printf '%s' \"$CATALINA_OPTS\"";

        assertEquals(agent, shell("unset CATALINA_OPTS; " + read + show));
        assertEquals(agent, shell("unset CATALINA_OPTS; set -eu; " + read + read + show));
        assertEquals("-Xmx1g " + agent, shell("CATALINA_OPTS=-Xmx1g; " + read + read + show));
        assertEquals("-javaagent:/other.jar " + agent, shell("CATALINA_OPTS=-javaagent:/other.jar; " + read + show));
        assertEquals(
                "-javaagent:/a.jar=/b.yaml",
                shell("RESILAGENT_JAR=/a.jar RESIL_CONFIG=/b.yaml CATALINA_OPTS=; " + read + read + show));
    }

    @Test
    void systemdSetsTheVariableThatJvmsRead() {
        List<String> settings = Documents.read("examples/systemd/resil.conf")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertEquals(
                List.of(
                        "[Service]",
                        "Environment=JAVA_TOOL_OPTIONS=-javaagent:/opt/resil/resil-agent.jar=/etc/resil/resil.yaml",
                        "LoadCredential=internal-token:/etc/resil/internal-token"),
                settings);
    }

    private static String shell(String script) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", script)
                .directory(Documents.project().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor(), said);
        return said;
    }

    // ---- a project that owners copy

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES) // it compiles, and where it is the first it resolves
    void projectToTryAConfigurationBuildsAndPassesAsACopy() throws Exception {
        assumeTrue(AgentJvm.javaVersion() >= 11, "its WireMock and its client want 11");
        Path copy = Files.createTempDirectory("try");
        Path original = Documents.file("examples/try-your-configuration");
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !original.relativize(each).startsWith("target"))
                    .toList()) {
                Path to = copy.resolve(original.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Path log = Files.createTempFile("try", ".log");
        ProcessBuilder maven = new ProcessBuilder(
                        Path.of(AgentJvm.required("resil.it.maven.home"), "bin/mvn")
                                .toString(),
                        "-B",
                        "-ntp",
                        "-Dmaven.repo.local=" + AgentJvm.required("resil.it.maven.repository"),
                        "-Dresil.agent=" + Path.of(AgentJvm.agentJar()).toRealPath(),
                        "-Djvm=" + AgentJvm.javaHome().resolve("bin/java"),
                        "test")
                .directory(copy.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().keySet().removeAll(Set.of("MAVEN_OPTS", "MAVEN_ARGS", "JAVA_TOOL_OPTIONS"));
        Process running = maven.start();
        try {
            assertTrue(running.waitFor(5, TimeUnit.MINUTES), () -> said(log));
        } finally {
            running.destroyForcibly();
        }
        assertEquals(0, running.exitValue(), () -> said(log));
        assertTrue(said(log).contains("Tests run: 6, Failures: 0, Errors: 0, Skipped: 0"), () -> said(log));
    }

    private static String said(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- every file says what it is

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prometheus/prometheus.yml",
                "prometheus/resil-alerts.yml",
                "grafana/resil-dashboard.json",
                "jmx-exporter/resil.yml",
                "kubernetes/chat-backend.yaml",
                "systemd/resil.conf",
                "compose/compose.yaml",
                "tomcat/setenv.sh",
                "try-your-configuration/pom.xml"
            })
    void fileSaysWhereItGoesWhatToChangeAndWhatWasTried(String file) {
        String text = Documents.read("examples/" + file);
        for (String word : List.of("Where: ", "Change: ", "Tried: ")) {
            Matcher found = Pattern.compile(word).matcher(text);
            assertTrue(found.find(), () -> "no " + word + "in " + file);
            assertFalse(found.find(), () -> "two " + word + "in " + file);
        }
    }

    // ---- reading

    private static Object yaml(String path) {
        return documents(path).get(0);
    }

    private static List<Object> documents(String path) {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return StreamSupport.stream(
                        new Load(settings)
                                .loadAllFromString(Documents.read(path))
                                .spliterator(),
                        false)
                .toList();
    }

    private static Object find(Object from, String... path) {
        Object at = from;
        for (String key : path) {
            Map<?, ?> map = (Map<?, ?>) at;
            Object merged = map.get("<<");
            at = map.containsKey(key) || merged == null ? map.get(key) : ((Map<?, ?>) merged).get(key);
            assertTrue(at != null, () -> "no " + String.join(".", path));
        }
        return at;
    }

    /** The values of a key, wherever it is below. */
    private static List<String> texts(Object from, String key) {
        List<String> found = new ArrayList<>();
        if (from instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name.equals(key) && !(value instanceof Collection)) {
                    found.add(value.toString());
                }
                found.addAll(texts(value, key));
            });
        } else if (from instanceof List<?> list) {
            list.forEach(each -> found.addAll(texts(each, key)));
        }
        return found;
    }
}
