package io.resil.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is logged, where, and what never is. */
class LogIT {

    private static final String SECRET = "s3cret-t0ken";
    private static final String IN_QUERY = "s3cret-query";

    /** The story of {@link #live}: level and line. A tick becomes a question mark where the application's encoding has none. */
    private static final List<String> STORY = List.of(
            "DEBUG \\[The Backend] POST /query \\(attempt 1/4\\)",
            "INFO \\[The Backend] Connection failed on attempt 1/4: Connection refused( \\(connect failed\\))?",
            "INFO \\[The Backend] Retrying in \\d+ms\\.\\.\\.",
            "DEBUG \\[The Backend] POST /query \\(attempt 2/4\\)",
            "WARN \\[The Backend] Circuit breaker OPEN \\(threshold reached: 5/5\\)",
            "WARN \\[The Backend] Circuit breaker OPEN - rejecting request \\(next probe in \\ds\\)",
            "INFO \\[The Backend] Circuit breaker entering HALF_OPEN state",
            "INFO \\[The Backend] Circuit breaker CLOSED \\(service recovered after \\S+s\\)",
            "DEBUG \\[The Backend] (✓|\\?+) GET /query succeeded \\(attempt 1/4, \\S+s\\)",
            "INFO \\[The Backend] Answered 503 on attempt 1/4",
            "INFO \\[The Backend] (✓|\\?+) GET /query succeeded \\(attempt 2/4, \\S+s\\)");

    private static String yaml(String target) {
        return """
                log: { target: %s, level: debug }
                services:
                  backend:
                    name: The Backend
                    url: 127.0.1.1
                    timeout: 2s
                    retry: { backoff: 20ms, budget: none }
                    breaker: { recovery-timeout: 1s }
                    token: { header: X-Internal-Token, value: %s }
                """
                .formatted(target, SECRET);
    }

    /** Everything a service can go through, with a secret in each request's header and URL. */
    private static void live(AgentJvm jvm) throws Exception {
        try (Scene scene = Backend.scene(jvm)) {
            FaultyServer server = scene.server().goesDown();
            String url = server.url("/query?key=" + IN_QUERY);
            scene.post(url).now();
            scene.post(url).now();
            assertTrue(scene.get(url).now().isRejected());
            server.comesBack();
            await().until(() -> scene.get(url).now().status() == 200);
            server.plays(Turn.status(503), Turn.ok());
            assertEquals(200, scene.get(url).now().status());
        }
    }

    // ---- where it goes

    @ParameterizedTest
    @CsvSource({"5.2.1, slf4j-simple-1.7.36", "5.6.5, slf4j-simple-2.0.17"})
    void storyIsInTheApplicationsOwnLog(String client, String slf4j) throws Exception {
        try (AgentJvm jvm = AgentJvm.configured(yaml("app"))
                .library(client)
                .library(slf4j)
                .option("-Dorg.slf4j.simpleLogger.log.io.resil=debug")
                .start()) {
            live(jvm);
            assertTold("\\[command-\\d+] %s io\\.resil\\.backend - %s", jvm.quit());
        }
    }

    @Test
    void applicationsOwnLogDecidesByItsLevels() throws Exception {
        try (AgentJvm jvm = AgentJvm.configured(yaml("app"))
                .library("5.6.5")
                .library("slf4j-simple-2.0.17")
                .option("-Dorg.slf4j.simpleLogger.log.io.resil=warn")
                .start()) {
            live(jvm);
            List<String> lines = jvm.quit().stream()
                    .filter(line -> line.contains("[The Backend]"))
                    .toList();
            assertTrue(lines.stream().anyMatch(line -> line.contains("Circuit breaker OPEN (")), lines::toString);
            assertFalse(lines.stream().anyMatch(line -> line.contains("Retrying")), lines::toString);
        }
    }

    @Test
    void storyIsOnStderrWhereTheApplicationLogsNothing() throws Exception {
        try (AgentJvm jvm = Backend.configured(yaml("app")).start()) {
            live(jvm);
            assertTold("\\S+Z resil: %s %s", jvm.quit());
        }
    }

    @Test
    void storyIsOnStderr() throws Exception {
        try (AgentJvm jvm = AgentJvm.configured(yaml("stderr"))
                .library("5.6.5")
                .library("slf4j-simple-2.0.17")
                .start()) {
            live(jvm);
            assertTold("\\S+Z resil: %s %s", jvm.quit());
        }
    }

    @Test
    void storyIsInAFile() throws Exception {
        try (AgentJvm jvm = Backend.configured(yaml("calls.log")).start()) {
            live(jvm);
            assertTold("\\S+Z resil: %s %s", Files.readAllLines(jvm.folder().resolve("calls.log")));
            assertEquals(
                    List.of(),
                    jvm.quit().stream().filter(line -> line.contains("[The")).toList());
        }
    }

    /** @param form of a line, with places for its level and what it says */
    private static void assertTold(String form, List<String> lines) {
        List<String> missing = new ArrayList<>();
        for (String part : STORY) {
            int space = part.indexOf(' ');
            Predicate<String> told = Pattern.compile(
                            form.formatted(part.substring(0, space), part.substring(space + 1)))
                    .asMatchPredicate();
            if (lines.stream().noneMatch(told)) {
                missing.add(part);
            }
        }
        assertEquals(List.of(), missing, () -> String.join("\n", lines));
    }

    // ---- what is never told

    @ParameterizedTest
    @ValueSource(strings = {"app", "stderr"})
    void noTokenAndNoQueryStandsInAnyOutput(String target) throws Exception {
        try (AgentJvm jvm = AgentJvm.configured(yaml(target))
                .library("5.6.5")
                .library("slf4j-simple-2.0.17")
                .option("-Dorg.slf4j.simpleLogger.log.io.resil=debug")
                .start()) {
            live(jvm);
            makeFurtherKindsOfFailures(jvm);
            String beans = dump(jvm);
            assertTrue(beans.contains("The Backend"), beans);
            assertNoSecretIn(beans);
            assertNoSecretIn(String.join("\n", jvm.quit()));
        }
    }

    private static void makeFurtherKindsOfFailures(AgentJvm jvm) throws Exception {
        try (Scene scene = Backend.scene(jvm)) {
            FaultyServer server = scene.server();
            String path = "/further?key=" + IN_QUERY;
            server.plays(
                    Turn.redirect(302, server.url("/moved?key=" + IN_QUERY)),
                    Turn.fault(Fault.CLOSE_WITHOUT_ANSWER),
                    Turn.fault(Fault.SPEAK_GIBBERISH),
                    Turn.fault(Fault.HANG));
            for (int call = 0; call < 3; call++) {
                Answer answer = scene.get(server.url(path)).now();
                assertFalse(answer.line().get("message", "").contains(SECRET), answer::toString);
            }
            scene.get("http://127.0.1.1:1" + path).now();
            scene.get("https://127.0.1.1:" + server.port() + path).now();
        }
    }

    private static String dump(AgentJvm jvm) throws Exception {
        try (Console console = Console.of(jvm)) {
            return console.dump();
        }
    }

    private static void assertNoSecretIn(String output) {
        assertFalse(output.contains(SECRET), output);
        assertFalse(output.contains(IN_QUERY), output);
    }

    /** Wherever somebody may have put it by mistake. */
    @Test
    void reportOfABadConfigurationDoesNotTellTheToken() throws Exception {
        String yaml =
                """
                services:
                  a: { url: a, token: s3cret-t0ken }
                  b: { url: b, token: [s3cret-t0ken] }
                  c: { url: c, token: { header: X-T, value: [s3cret-t0ken] } }
                  d: { url: d, token: { header: X-T, value: { a: s3cret-t0ken } } }
                  e: { url: e, token: { header: X-T, value: "s3cret-t0ken\\n" } }
                  f: { url: f, token: { header: X-T, valeu: s3cret-t0ken } }
                  g: { url: g, token: { header: X-T, value: s3cret-t0ken, file: s3cret-t0ken } }
                  h: { url: h, token: { header: "X T", value: s3cret-t0ken } }
                """;
        try (AgentJvm jvm = AgentJvm.configured(yaml).start()) {
            String beans = dump(jvm);
            String errors = String.join("\n", jvm.quit());
            for (char service = 'a'; service <= 'h'; service++) {
                assertTrue(errors.contains("services." + service + ".token"), errors);
                assertTrue(beans.contains("services." + service + ".token"), beans);
            }
            assertNoSecretIn(beans);
            assertNoSecretIn(errors);
        }
    }
}
