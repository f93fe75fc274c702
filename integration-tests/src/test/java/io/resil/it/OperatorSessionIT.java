package io.resil.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.AttributeChangeNotification;
import javax.management.Notification;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What an operator does with the example backend, of which they have a jar and nothing else: find out whom it calls, govern
 * that, see a service die, reject another, and change the settings, well and badly; all without a restart.
 */
class OperatorSessionIT {

    /** What it takes for a suggestion. */
    private static final int CHATS = 105;

    private final ExampleSystem system = new ExampleSystem();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        system.close();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
    }

    private Program.Ended resil(String... words) {
        Program.Ended ended = Program.ofTheTests("java")
                .with("-jar", AgentJvm.agentJar())
                .with(words)
                .run();
        assertEquals(0, ended.exitCode(), ended::toString);
        return ended;
    }

    /** @return the answer of the backend */
    private String chat() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(system.backendUrl() + "/v1/api/chat"))
                .POST(HttpRequest.BodyPublishers.ofString("{\"user\":\"ann\",\"message\":\"Where are invoices?\"}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The status page has it, sooner or later. */
    void sees(URI page, String service, String state) {
        URI json = page.resolve("/v1/api/status/services?service=" + service);
        HttpRequest request = HttpRequest.newBuilder(json).build();
        soon().until(() -> http.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .contains("\"state\":\"" + state + "\""));
    }

    /** The id that the suggestion has for an address. */
    private static String idOf(String url, String yaml) {
        Matcher service = Pattern.compile("(?m)^  ([a-z0-9-]+):\\n    url: " + Pattern.quote(url) + "$")
                .matcher(yaml);
        assertTrue(service.find(), () -> url + " is not in " + yaml);
        return service.group(1);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void fromNoConfigurationAtAllToAnOutageAndBack() throws Exception {
        assumeTrue(AgentJvm.javaVersion() >= 11, "the example backend needs Java 11");
        system.start();
        String pid = String.valueOf(system.backendPid());

        // whom does it call?
        Program.Ended begun = resil("discover", pid);
        assertTrue(begun.out().get(0).contains("it governs nothing"), begun::toString);
        for (int i = 0; i < CHATS; i++) {
            assertTrue(chat().contains("\"source\":\"chroma\""));
        }
        String suggested = String.join("\n", resil("discover", pid).out());
        String chroma = idOf(system.url("chroma"), suggested);
        String git = idOf(system.url("git"), suggested);
        String chromaBean = "io.resil:type=CircuitBreaker,service=" + chroma;

        // take it, in earnest, and impatiently
        int port = freePort();
        URI page = URI.create("http://127.0.0.1:" + port + "/");
        String yaml = suggested.replace("mode: observe", "mode: enforce")
                + "\nstatus: { port: " + port + " }"
                + "\ndefaults: { breaker: { failure-threshold: 5, recovery-timeout: 2s }, retry: { backoff: 20ms } }\n";
        Path file = Files.writeString(system.folder().resolve("resil.yaml"), yaml);
        resil("check", file.toString());
        Program.Ended attached = resil("attach", pid, file.toString());
        assertTrue(attached.out().get(0).contains(" is governed: services "), attached::toString);

        try (Console console = Console.of(system.backendPid());
                Program.Running watch = Program.ofTheTests("java")
                        .with("-jar", AgentJvm.agentJar(), "status", pid, "--watch")
                        .start()) {
            List<Notification> told = console.listen(chromaBean);

            // a service dies, everybody sees it, and users are answered
            system.kill("chroma");
            soon().until(() -> {
                assertTrue(chat().contains("\"source\":\"manual\""));
                return console.read(chromaBean, "State").equals("OPEN");
            });
            soon().until(() -> watch.out().stream().anyMatch(line -> line.matches(chroma + " +OPEN .*")));
            soon().until(() -> !told.isEmpty());
            assertEquals("OPEN", ((AttributeChangeNotification) told.get(0)).getNewValue());
            sees(page, chroma, "OPEN");
            assertTrue(console.read(chromaBean, "OpenedBecause").toString().contains("threshold reached: 5/5"));

            // another is taken out of service
            resil("force-open", pid, git);
            assertEquals("FORCED_OPEN", console.read("io.resil:type=CircuitBreaker,service=" + git, "State"));
            sees(page, git, "FORCED_OPEN");

            // the settings change without a restart, and neither the outage nor the order is forgotten
            Files.writeString(file, yaml.replace("failure-threshold: 5", "failure-threshold: 7"));
            soon().until(() -> console.read(chromaBean, "FailureThreshold").equals(7));
            assertEquals("FORCED_OPEN", console.read("io.resil:type=CircuitBreaker,service=" + git, "State"));

            // a mistake changes nothing, and is reported
            Files.writeString(file, yaml.replace("failure-threshold: 5", "failure-threshold: many"));
            soon().until(() -> ((String[]) console.read(Backend.AGENT, "ConfigurationProblems")).length > 0);
            String problem = ((String[]) console.read(Backend.AGENT, "ConfigurationProblems"))[0];
            assertTrue(problem.contains("failure-threshold"), problem);
            assertEquals(7, console.read(chromaBean, "FailureThreshold"));
            assertEquals("ACTIVE", console.read(Backend.AGENT, "Status"));

            // it is mended, and the service comes back by itself
            Files.writeString(file, yaml);
            soon().until(() -> ((String[]) console.read(Backend.AGENT, "ConfigurationProblems")).length == 0);
            system.revive("chroma");
            soon().until(() -> chat().contains("\"source\":\"chroma\""));
            soon().until(() -> console.read(chromaBean, "State").equals("CLOSED"));
            sees(page, chroma, "CLOSED");
            resil("enable", pid, git);
            assertEquals("CLOSED", console.read("io.resil:type=CircuitBreaker,service=" + git, "State"));
        }
    }
}
