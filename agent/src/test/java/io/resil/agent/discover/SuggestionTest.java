package io.resil.agent.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.config.Configuration;
import io.resil.agent.config.ConfigurationLoader;
import io.resil.agent.config.InvalidConfigurationException;
import io.resil.agent.config.Variables;
import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is suggested of what was seen: it is read back by the same version's own reader, without a problem. */
class SuggestionTest {

    private static final long SECOND = 1_000_000_000L;

    private final Sight sight = new Sight();

    @Test
    void givesTheEvidenceForEachNumber() throws Exception {
        sight.calls(980, "files", 6002, Duration.ofMillis(12)).calls(20, "files", 6002, Duration.ofMillis(640));
        sight.calls(80, "billing", 443, Duration.ofMillis(200)).answers(20, "billing", 443, 503);
        sight.calls(99, "rare", 80, Duration.ofMillis(5));
        sight.call(sight.funnel(Sight.JDK), "files", 6002, Duration.ofMillis(10), 200, null);

        assertEquals(golden("suggestion.yaml"), withoutMode(sight.suggestion()));
        load(sight.suggestion());
    }

    @Test
    void slowHostGetsLongerTimesWhereTheBuiltInOnesWouldNotDo() throws Exception {
        sight.calls(100, "reports", 80, Duration.ofSeconds(50));

        ServiceSettings reports = load(sight.suggestion()).services.get(0);
        assertEquals(120 * SECOND, reports.timeouts.attempt.nanos());
        assertEquals(120 * SECOND, reports.breaker.probeNanos);
        assertEquals(120 * SECOND, reports.breaker.recoveryNanos);
    }

    @Test
    void timeoutIsTwoToThreeTimesThe99thPercentileAndASecondAtLeast() throws Exception {
        for (long millis : List.of(1, 90, 400, 600, 1_100, 2_300, 4_100, 9_000, 14_000, 29_000, 61_000, 250_000)) {
            Sight seen = new Sight().calls(100, "a", 80, Duration.ofMillis(millis));
            long timeout =
                    load(seen.suggestion()).services.get(0).timeouts.attempt.nanos();
            assertTrue(timeout >= SECOND && timeout >= 2 * millis * 1_000_000, millis + " ms: " + timeout);
            assertTrue(timeout <= Math.max(2 * SECOND, 3.8 * millis * 1_000_000), millis + " ms: " + timeout);
        }
    }

    @Test
    void hostThatFailsOftenDoesNotOpenItsBreakerByChance() throws Exception {
        sight.calls(80, "a", 80, Duration.ofMillis(5)).failures(20, "a", 80, new IOException());

        assertEquals(9, load(sight.suggestion()).services.get(0).breaker.failureThreshold);
    }

    @Test
    void hostThatNeverAnswersGetsNoTimeoutAndAQuestion() throws Exception {
        sight.failures(200, "dead", 80, new ConnectException());

        String yaml = sight.suggestion();
        assertTrue(yaml.contains("only 0 calls were answered"), yaml);
        assertTrue(yaml.contains("meant to be called at all"), yaml);
        assertTrue(load(yaml).services.get(0).timeouts.attempt.isBuiltIn(), yaml);
    }

    @Test
    void throttlingIsTold() throws Exception {
        sight.calls(90, "a", 80, Duration.ofMillis(5)).answers(10, "a", 80, 429);

        String yaml = sight.suggestion();
        assertTrue(yaml.contains("# 10 calls were answered 429"), yaml);
        load(yaml);
    }

    @Test
    void nothingSeenIsSaidAndStillAConfiguration() throws Exception {
        String yaml = sight.suggestion();
        assertTrue(yaml.contains("# No such call was seen yet."), yaml);
        new ConfigurationLoader(new Variables(Map.of(), Map.of())).parse("resil.yaml", yaml);
    }

    @Test
    void modeIsObserveWhereThisVersionHasIt() throws Exception {
        sight.calls(100, "a", 80, Duration.ofMillis(5));

        boolean observes =
                Arrays.stream(Mode.values()).anyMatch(mode -> mode.name().equals("OBSERVE"));
        Mode mode = load(sight.suggestion()).mode;
        assertEquals(observes ? "OBSERVE" : "ENFORCE", mode.name());
    }

    @Test
    void idsAreUniqueAmongThemselvesAndAmongTheServicesThereAre() throws Exception {
        for (String host : List.of("files.a", "files-a", "files_a", "127.0.0.1", "null", "::1", "_", "1e3")) {
            sight.calls(100, host, 80, Duration.ofMillis(5));
        }
        sight.calls(100, "files.a", 8080, Duration.ofMillis(5));
        sight.calls(100, "chroma", 80, Duration.ofMillis(5));

        String yaml = sight.discovery.suggestion("1", List.of("chroma"));
        List<String> ids =
                load(yaml).services.stream().map(service -> service.id).sorted().toList();
        assertEquals(
                List.of(
                        "chroma-80",
                        "files-a",
                        "files-a-80",
                        "files-a-80-2",
                        "files-a-8080",
                        "host",
                        "host-1",
                        "host-127-0-0-1",
                        "host-1e3",
                        "host-null"),
                ids);
    }

    @Test
    void hostThatNoConfigurationCanNameIsCommentedOut() throws Exception {
        sight.calls(100, "fe80::1%eth0", 80, Duration.ofMillis(5)).calls(100, "bücher", 80, Duration.ofMillis(5));

        String yaml = sight.suggestion();
        assertTrue(yaml.contains("  #   url: http://[fe80::1%eth0]"), yaml);
        assertTrue(yaml.contains("  #   url: http://bücher"), yaml);
        new ConfigurationLoader(new Variables(Map.of(), Map.of())).parse("resil.yaml", yaml);
    }

    // ---- whatever the hosts

    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "Files",
                        "FILES.",
                        "[::1]",
                        "::FFFF:1.2.3.4",
                        "fe80::1%0",
                        "a--b",
                        "-",
                        "..",
                        "a..b",
                        "123",
                        "0x1f",
                        "true",
                        "NULL",
                        "defaults",
                        "mode",
                        "~",
                        "*.a",
                        "xn--bcher-kva.example",
                        "none",
                        "a_b",
                        "A.B"),
                Arbitraries.strings().withChars("aB1.-_:%[]").ofMinLength(1).ofMaxLength(12),
                Arbitraries.strings().ofMaxLength(6));
    }

    @Property(tries = 300)
    void suggestionLoadsWithoutAProblem(
            @ForAll("hosts") String one, @ForAll("hosts") String other, @ForAll("hosts") String third)
            throws Exception {
        Sight seen = new Sight().calls(100, "always", 80, Duration.ofMillis(5));
        seen.calls(100, one, 80, Duration.ofMillis(50))
                .calls(120, other, 8080, Duration.ofSeconds(40))
                .failures(30, third, 443, new IOException())
                .calls(80, third, 443, Duration.ofMillis(1));

        Configuration configuration = load(seen.suggestion());
        assertEquals(
                configuration.services.size(),
                configuration.services.stream()
                        .map(service -> service.id)
                        .collect(Collectors.toSet())
                        .size());
    }

    private static Configuration load(String yaml) throws InvalidConfigurationException {
        Configuration configuration =
                new ConfigurationLoader(new Variables(Map.of(), Map.of())).parse("resil.yaml", yaml);
        assertEquals(List.of(), configuration.warnings, yaml);
        return configuration;
    }

    private static String withoutMode(String yaml) {
        return yaml.lines()
                .filter(line -> !line.contains("observe") && !line.startsWith("mode:"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = SuggestionTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
