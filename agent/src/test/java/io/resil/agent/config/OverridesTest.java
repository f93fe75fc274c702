package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.timeout.Limit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {

    private static final ConfigurationText FILE = ConfigurationText.of(
            """
            defaults: { deadline: 50s }
            services:
              chroma: { url: http://chroma, timeout: 15s, retry: { max-retries: 1 } }
              git-server: { url: http://git, retry: none }
            """);

    @Test
    void takesTheSystemPropertyBeforeTheEnvironmentBeforeTheFile() {
        ConfigurationText variable = FILE.withVariable("RESIL_SERVICES_CHROMA_TIMEOUT", "20s");
        ConfigurationText both = variable.withProperty("resil.services.chroma.timeout", "25s");
        assertEquals(seconds(15), chroma(FILE).timeouts.attempt);
        assertEquals(seconds(20), chroma(variable).timeouts.attempt);
        assertEquals(seconds(25), chroma(both).timeouts.attempt);
        assertEquals(List.of(), both.warnings());
    }

    @Test
    void overridesDefaultsWhereTheServiceSaysNothing() {
        ConfigurationText text = FILE.withProperty("resil.defaults.deadline", "70s");
        assertEquals(seconds(70), chroma(text).timeouts.deadline);
        ConfigurationText own = FILE.withProperty("resil.defaults.timeout", "1s");
        assertEquals(seconds(15), chroma(own).timeouts.attempt);
        assertEquals(seconds(1), git(own).timeouts.attempt);
    }

    @Test
    void findsServicesAndKeysWithDashesBehindVariables() {
        ConfigurationText text = FILE.withVariable("RESIL_SERVICES_GIT_SERVER_RETRY_MAX_RETRIES", "2");
        assertEquals(2, Objects.requireNonNull(git(text).retry).maxRetries);
        assertEquals(List.of(), text.warnings());
    }

    @Test
    void tellsAServiceFromASectionOfOneWithAShorterId() {
        ConfigurationText text = new ConfigurationText(
                "services: { a: { url: a }, a-retry: { url: b } }",
                Map.of(),
                Map.of("RESIL_SERVICES_A_RETRY_BACKOFF", "2s", "RESIL_SERVICES_A_RETRY_TIMEOUT", "7s"));
        List<ServiceSettings> services = text.load().services;
        assertEquals(2_000_000_000L, Objects.requireNonNull(services.get(0).retry).backoffNanos);
        assertEquals(seconds(7), services.get(1).timeouts.attempt);
    }

    @Test
    void setsWhatIsAtTheTop() {
        Configuration configuration = new ConfigurationText(
                        FILE.yaml(), Map.of("resil.mode", "off"), Map.of("RESIL_LOG_LEVEL", "debug"))
                .load();
        assertEquals(Mode.OFF, configuration.mode);
        assertEquals("debug", configuration.log.level);
    }

    @Test
    void switchesAPolicyOffThatTheFileSetsUp() {
        assertNull(chroma(FILE.withProperty("resil.services.chroma.retry", "none")).retry);
        assertNotNull(chroma(FILE.withProperty("resil.services.git-server.retry", "none")).retry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"429,503", "429, 503", "[429, 503]"})
    void setsAListWithCommas(String list) {
        ConfigurationText text = FILE.withProperty("resil.services.chroma.retry.statuses", list);
        assertEquals(
                "[429, 503]",
                Objects.requireNonNull(chroma(text).retry).statuses.toString());
    }

    @Test
    void replacesTheUrlByUrls() {
        ConfigurationText text = FILE.withVariable("RESIL_SERVICES_CHROMA_URLS", "http://c1:80,[::1]:90");
        assertEquals("[http://c1:80, [::1]:90]", chroma(text).urls.toString());
    }

    @Test
    void replacesTheFileOfATokenByAValue() {
        ConfigurationText text = new ConfigurationText(
                "services: { chroma: { url: c, token: { header: X-T, file: /does/not/exist } } }",
                Map.of(),
                Map.of("RESIL_SERVICES_CHROMA_TOKEN_VALUE", "v"));
        assertEquals("X-T: (configured value)", String.valueOf(chroma(text).token));
    }

    @Test
    void namesThePropertyOrVariableInAProblem() {
        ConfigurationText text = new ConfigurationText(
                FILE.yaml(),
                Map.of("resil.services.chroma.timeout", "5", "resil.defaults.fallback.status", "99"),
                Map.of("RESIL_MODE", "on"));
        assertEquals(
                List.of(
                        "environment variable RESIL_MODE = on: must be enforce, observe or off",
                        "system property resil.defaults.fallback.status = 99: must be 200 or more",
                        "system property resil.services.chroma.timeout = 5: needs a unit, for example 500ms or 15s"),
                text.problems());
    }

    @Test
    void refusesANameBelowAnotherThatIsSet() {
        ConfigurationText text = new ConfigurationText(
                FILE.yaml(), Map.of("resil.defaults.retry", "none", "resil.defaults.retry.jitter", "0"), Map.of());
        assertEquals(
                List.of(
                        "system property resil.defaults.retry.jitter: defaults.retry.jitter: must not be set beside system"
                                + " property resil.defaults.retry"),
                text.problems());
    }

    @Test
    void warnsOfNamesThatSetNothing() {
        ConfigurationText text = new ConfigurationText(
                FILE.yaml(),
                Map.of(
                        "resil.services.chroma.tiemout", "1s",
                        "resil.services.nobody.timeout", "1s",
                        "resil.services", "x",
                        "resil.config", "x",
                        "resil.enabled", "true",
                        "resil.strict", "true",
                        "resilience", "x"),
                Map.of(
                        "RESIL_SERVICES_CHROMA_TIMEOUTS", "1s",
                        "RESIL_PORT_80_TCP", "x",
                        "RESIL_CONFIG", "x",
                        "RESIL_ENABLED", "true",
                        "RESIL_STRICT", "true"));
        assertEquals(
                List.of(
                        "environment variable RESIL_PORT_80_TCP: sets nothing known",
                        "environment variable RESIL_SERVICES_CHROMA_TIMEOUTS: sets nothing known; did you mean"
                                + " RESIL_SERVICES_CHROMA_TIMEOUT?",
                        "system property resil.services: sets nothing known",
                        "system property resil.services.chroma.tiemout: sets nothing known; did you mean"
                                + " resil.services.chroma.timeout?",
                        "system property resil.services.nobody.timeout: sets nothing known"),
                text.warnings());
    }

    @Test
    void takesAnEmptyVariableAsNotSet() {
        ConfigurationText text = FILE.withVariable("RESIL_SERVICES_CHROMA_TIMEOUT", "");
        assertEquals(seconds(15), chroma(text).timeouts.attempt);
        assertEquals(List.of(), text.warnings());
    }

    @Test
    void fillsInNoPlaceholdersInOverrides() {
        ConfigurationText text = FILE.withProperty("resil.services.chroma.name", "${HOME}");
        assertEquals("${HOME}", chroma(text).name);
    }

    private static ServiceSettings chroma(ConfigurationText text) {
        return text.load().services.get(0);
    }

    private static ServiceSettings git(ConfigurationText text) {
        return text.load().services.get(1);
    }

    private static Limit seconds(long seconds) {
        return Limit.configured(seconds * 1_000_000_000);
    }
}
