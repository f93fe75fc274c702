package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {

    private static Explanation explain(ConfigurationText text, String method, String url) {
        return Explanation.of(text.load(), method, url);
    }

    /** Of the setting's line, what follows its name, with single spaces. */
    private static String row(ConfigurationText text, String key) {
        String all = explain(text, "GET", "http://a/x").toString();
        return all.lines()
                .map(String::trim)
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length()).trim().replaceAll(" +", " "))
                .findFirst()
                .orElse("no line for " + key + " in\n" + all);
    }

    // ---- which service, and why

    @Test
    void saysWhichPatternOfWhichServiceCoversTheCall() {
        ConfigurationText text = ConfigurationText.of(
                """
                services:
                  wide: { url: "*.internal" }
                  narrow:
                    urls:
                      - http://b.internal:8080/v1
                      - a.internal/v2
                """);

        Explanation narrow = explain(text, "get", "https://u:p@A.internal/v2/x?key=secret");

        assertEquals("narrow", narrow.service);
        assertEquals(
                "GET https://A.internal/v2/x is governed by narrow, because of url a.internal/v2 (resil.yaml:6)",
                narrow.toString().lines().findFirst().orElseThrow());
        assertEquals("wide", explain(text, "GET", "http://a.internal/v3").service);
    }

    @Test
    void saysWhichPlaceholderOrOverrideTheUrlCameFrom() {
        ConfigurationText text =
                ConfigurationText.ofService("timeout: 1s").withProperty("resil.services.a.url", "http://elsewhere");

        assertTrue(explain(text, "GET", "http://elsewhere")
                .toString()
                .startsWith("GET http://elsewhere/ is governed by a, because of url http://elsewhere"
                        + " (system property resil.services.a.url)\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            http://chroma:6003          | http://chroma:8000/x    | port 6003, not 8000
            https://chroma              | http://chroma/x         | https, not http
            http://chroma               | https://chroma:9443/x   | http, not https and for port 80, not 9443
            chroma/v1                   | http://chroma/query     | paths below /v1
            chroma/v1                   | http://chroma/v10       | paths below /v1
            chroma/v1                   | http://chroma/v1/../x   | paths that cannot leave /v1
            http://chroma:6003/v1       | http://chroma:1/x       | port 6003, not 1 and for paths below /v1
            *.billing.internal          | http://billing.internal | hosts below billing.internal
            chroma.prod.internal        | http://chroma/x         | the host chroma.prod.internal
            http://[::1]:6003           | http://[::1]:6004/      | port 6003, not 6004
            """)
    void unmatchedUrlNamesThePatternThatCameNearest(String pattern, String url, String difference) {
        ConfigurationText text = ConfigurationText.of("services:\n  s: { url: \"" + pattern + "\" }\n");

        Explanation explanation = explain(text, "GET", url);

        assertNull(explanation.service);
        List<String> lines = explanation.toString().lines().toList();
        assertTrue(lines.get(0).endsWith(" is governed by no service; the agent leaves it alone"), lines::toString);
        assertEquals("nearest: url " + pattern + " (resil.yaml:2) of s, which is for " + difference, lines.get(1));
    }

    @Test
    void nearestIsTheOneThatDiffersLeast() {
        ConfigurationText text = ConfigurationText.of(
                """
                services:
                  first: { url: "http://chroma:1/v1" }
                  second: { url: "http://chroma:2" }
                  third: { url: "http://other:3" }
                """);

        assertTrue(explain(text, "GET", "http://chroma:3/x").toString().contains("http://chroma:2"));
        assertEquals(
                "no service has a host like nowhere",
                explain(text, "GET", "http://nowhere")
                        .toString()
                        .lines()
                        .toList()
                        .get(1));
    }

    @Test
    void withoutServicesItSaysSo() throws Exception {
        Configuration none = new ConfigurationLoader(new Variables(Map.of(), Map.of())).withoutFile();

        assertTrue(Explanation.of(none, "GET", "http://a").toString().endsWith("no service is configured"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a/b",
                "ftp://a",
                "http://",
                "http:///x",
                "http://a:b",
                "http://a:0",
                "http://a:65536",
                "http://a b"
            })
    void refusesWhatIsNoUrl(String url) {
        Configuration configuration = ConfigurationText.ofService("timeout: 1s").load();
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Explanation.of(configuration, "GET", url));
        assertEquals("the URL must be http://host[:port]/path or https://host[:port]/path", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Explanation.of(configuration, "G T", "http://a"));
    }

    // ---- where each setting came from

    @Test
    void settingOfTheServiceHasItsLine() {
        ConfigurationText text = ConfigurationText.ofService("timeout: 15s\nretry: { backoff: 20ms }");
        assertEquals("15s resil.yaml:4", row(text, "timeout"));
        assertEquals("20ms resil.yaml:5", row(text, "retry.backoff"));
    }

    @Test
    void settingThatNobodyMadeIsBuiltIn() {
        ConfigurationText text = ConfigurationText.ofService("timeout: 15s");
        assertEquals("3s built-in", row(text, "connect-timeout"));
        assertEquals("none built-in", row(text, "idle-timeout"));
        assertEquals("3 built-in", row(text, "retry.max-retries"));
        assertEquals("[429, 502-504] built-in", row(text, "retry.statuses"));
        assertEquals("60s built-in", row(text, "breaker.recovery-timeout"));
        assertEquals("service (auto) built-in", row(text, "breaker.scope"));
        assertEquals("none built-in", row(text, "breaker.failure-rate"));
        assertEquals("none built-in", row(text, "token"));
        assertEquals("none built-in", row(text, "max-concurrent"));
        assertEquals("none built-in", row(text, "fallback"));
        assertEquals("enforce built-in", row(text, "mode"));
    }

    @Test
    void settingOfDefaultsSaysSo() {
        ConfigurationText text = ConfigurationText.of(
                """
                defaults:
                  deadline: 20s
                  retry: { max-retries: 7, jitter: 0 }
                services:
                  a:
                    url: http://a
                    retry: { max-retries: 1 }
                """);
        assertEquals("20s defaults, resil.yaml:2", row(text, "deadline"));
        assertEquals("0 defaults, resil.yaml:3", row(text, "retry.jitter"));
        assertEquals("1 resil.yaml:7", row(text, "retry.max-retries"));
    }

    @Test
    void overrideIsNamed() {
        ConfigurationText text = ConfigurationText.ofService("timeout: 15s");
        assertEquals(
                "2s system property resil.services.a.timeout",
                row(text.withProperty("resil.services.a.timeout", "2s"), "timeout"));
        assertEquals(
                "2s environment variable RESIL_SERVICES_A_RETRY_BACKOFF",
                row(text.withVariable("RESIL_SERVICES_A_RETRY_BACKOFF", "2s"), "retry.backoff"));
        assertEquals(
                "9 environment variable RESIL_DEFAULTS_MAX_CONCURRENT",
                row(text.withVariable("RESIL_DEFAULTS_MAX_CONCURRENT", "9"), "max-concurrent"));
    }

    @Test
    void whatIsSwitchedOffHasTheLineThatDid() {
        ConfigurationText text = ConfigurationText.ofService("retry: none\nbreaker: none\ntimeout: none");
        assertEquals("none resil.yaml:4", row(text, "retry"));
        assertEquals("none resil.yaml:5", row(text, "breaker"));
        assertEquals("none resil.yaml:6", row(text, "timeout"));
        assertEquals("none resil.yaml:5", row(ConfigurationText.ofService("retry:\n  max-retries: 0"), "retry"));
    }

    @Test
    void whatAppliesInPlaceOfWhatIsWrittenIsToldApart() {
        assertEquals(
                "30s resil.yaml:5, raised to one timeout",
                row(ConfigurationText.ofService("timeout: 30s\ndeadline: 5s"), "deadline"));
        assertEquals(
                "60s built-in, raised to one timeout", row(ConfigurationText.ofService("timeout: 60s"), "deadline"));
        assertEquals("5s built-in, cut to the deadline", row(ConfigurationText.ofService("deadline: 5s"), "timeout"));
        assertEquals(
                "60s built-in, raised to backoff",
                row(ConfigurationText.ofService("retry: { backoff: 60s }"), "retry.max-backoff"));
    }

    @Test
    void modeComesFromTheServiceOrFromTheTop() {
        ConfigurationText off = ConfigurationText.of("mode: off\nservices:\n  a: { url: a, mode: enforce }\n");
        assertEquals("off resil.yaml:1", row(off, "mode"));
        assertEquals("off resil.yaml:4", row(ConfigurationText.ofService("mode: off"), "mode"));
    }

    @Test
    void optionalPoliciesAreShownWhole() {
        ConfigurationText text = ConfigurationText.ofService(
                """
                max-concurrent: 7
                breaker: { failure-rate: { percent: 40 }, slow-call: { longer-than: 1s }, max-recovery-timeout: 10m }
                fallback: { status: 200, body: "[]", last-good: { vary-on: [Accept] } }
                retry: { budget: none, max-waiting: none, max-backoff: none }
                """);
        assertEquals("40 resil.yaml:5", row(text, "breaker.failure-rate.percent"));
        assertEquals("30s built-in", row(text, "breaker.failure-rate.window"));
        assertEquals("1s resil.yaml:5", row(text, "breaker.slow-call.longer-than"));
        assertEquals("10m resil.yaml:5", row(text, "breaker.max-recovery-timeout"));
        assertEquals("set resil.yaml:6", row(text, "fallback.body"));
        assertEquals("256KB built-in", row(text, "fallback.last-good.max-body"));
        assertEquals("[accept] resil.yaml:6", row(text, "fallback.last-good.vary-on"));
        assertEquals("none resil.yaml:7", row(text, "retry.budget"));
        assertEquals("none resil.yaml:7", row(text, "retry.max-waiting"));
        assertEquals("none resil.yaml:7", row(text, "retry.max-backoff"));
    }

    @Test
    void tokenIsNeverShown() {
        ConfigurationText text = ConfigurationText.ofService("token: { header: X-Token, value: \"${T:-s3cret}\" }");
        assertEquals("*** resil.yaml:4", row(text, "token.value"));
        assertEquals("X-Token resil.yaml:4", row(text, "token.header"));
        assertFalse(explain(text, "GET", "http://a").toString().contains("s3cret"));
    }

    // ---- whether it would be sent again

    @Test
    void safeMethodIsSentAgainAfterAllThatMayBe() {
        assertEquals(
                """
                GET is sent again, up to 3 times and after waits of about 1s, 2s, 4s, if its body can be sent again and the deadline allows:
                  when not a byte was sent: refused, unreachable, unknown host, connect timeout, broken handshake
                  when the answer is one of [429, 502-504]
                  when it was sent and no answer came
                  never when no answer came in time (retry.timeouts is false)""",
                retries(ConfigurationText.ofService("timeout: 1s"), "GET"));
    }

    @Test
    void postIsSentAgainOnlyWhenNothingWasSentOrItHasAKey() {
        assertEquals(
                """
                POST is sent again, up to 1 time and after waits of about 500ms, if its body can be sent again and the deadline allows:
                  when not a byte was sent: refused, unreachable, unknown host, connect timeout, broken handshake
                  when the answer is one of [429, 502-504], only with an Idempotency-Key
                  when it was sent and no answer came, only with an Idempotency-Key
                  when no answer came in time, only with an Idempotency-Key""",
                retries(
                        ConfigurationText.ofService("retry: { max-retries: 1, backoff: 500ms, timeouts: true }"),
                        "post"));
    }

    @Test
    void idempotentMethodIsSentAgainAfterAnAnswerAlone() {
        String text = retries(ConfigurationText.ofService("retry: { max-retries: 9 }"), "PUT");
        assertTrue(text.contains("waits of about 1s, 2s, 4s, 8s, ...,"), text);
        assertTrue(text.contains("one of [429, 502-504]\n"), text);
        assertTrue(text.contains("no answer came, only with an Idempotency-Key"), text);
    }

    @Test
    void withoutRetriesItSaysWhoSwitchedThemOff() {
        assertEquals(
                "GET is sent once: retries are switched off (resil.yaml:4)",
                retries(ConfigurationText.ofService("retry: none"), "GET"));
    }

    private static String retries(ConfigurationText text, String method) {
        String all = explain(text, method, "http://a").toString();
        return all.substring(all.indexOf(method.toUpperCase(Locale.ROOT) + " is sent"));
    }
}
