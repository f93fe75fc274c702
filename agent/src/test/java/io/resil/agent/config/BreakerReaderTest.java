package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.breaker.RateRule;
import io.resil.agent.breaker.SlowCallRule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of {@code breaker} that open it by shares of calls, and that let its recovery time grow. */
class BreakerReaderTest {

    private static final long SECOND = 1_000_000_000L;

    private static BreakerSettings breaker(ConfigurationText text) {
        return Objects.requireNonNull(text.load().services.get(0).breaker);
    }

    private static BreakerSettings breaker(String settings) {
        ConfigurationText text = ConfigurationText.ofService("breaker: " + settings);
        assertEquals(List.of(), text.warnings());
        return breaker(text);
    }

    private static void assertRule(int percent, long seconds, int minimumCalls, RateRule rule) {
        assertEquals(percent, rule.percent);
        assertEquals(seconds * SECOND, rule.windowNanos);
        assertEquals(minimumCalls, rule.minimumCalls);
    }

    @Test
    void isWithoutThemUnlessTheyAreConfigured() {
        BreakerSettings plain = breaker("{ failure-threshold: 3 }");
        assertNull(plain.failureRate);
        assertNull(plain.slowCall);
        assertEquals(0, plain.maxRecoveryNanos);
    }

    @Test
    void readsAFailureRate() {
        RateRule rule = Objects.requireNonNull(
                breaker("{ failure-rate: { percent: 30, window: 2m, minimum-calls: 7 } }").failureRate);
        assertRule(30, 120, 7, rule);
    }

    @Test
    void fillsInWhatAFailureRateLeavesOut() {
        assertRule(50, 30, 20, Objects.requireNonNull(breaker("{ failure-rate: {} }").failureRate));
        RateRule rule = Objects.requireNonNull(breaker("{ failure-rate: { percent: 100 } }").failureRate);
        assertRule(100, 30, 20, rule);
    }

    @Test
    void readsSlowCalls() {
        SlowCallRule rule = Objects.requireNonNull(
                breaker("{ slow-call: { longer-than: 1500ms, percent: 80, window: 1h, minimum-calls: 1 } }").slowCall);
        assertEquals(1_500_000_000L, rule.longerThanNanos);
        assertRule(80, 3600, 1, rule.rate);
    }

    @Test
    void fillsInWhatSlowCallsLeaveOut() {
        SlowCallRule rule = Objects.requireNonNull(breaker("{ slow-call: {} }").slowCall);
        assertEquals(2 * SECOND, rule.longerThanNanos);
        assertRule(50, 30, 20, rule.rate);
    }

    @Test
    void readsTheLongestRecoveryTime() {
        assertEquals(300 * SECOND, breaker("{ max-recovery-timeout: 5m }").maxRecoveryNanos);
        assertEquals(60 * SECOND, breaker("{ max-recovery-timeout: 60s }").maxRecoveryNanos);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: http://a                                              | false",
                "url: a                                                     | false",
                "urls: [http://a]                                           | false",
                "urls: [http://a, http://b]                                 | true",
                "url: '*.a'                                                 | true",
                "url: '*.a', breaker: { scope: auto }                       | true",
                "url: http://a, breaker: { scope: auto }                    | false",
                "url: http://a, breaker: { scope: origin }                  | true",
                "url: '*.a', breaker: { scope: service }                    | false",
                "urls: [http://a, http://b], breaker: { scope: service }    | false"
            })
    void tellsOriginsApartWhereItIsToldToOrThereAreSeveral(String settings, boolean perOrigin) {
        ConfigurationText text = ConfigurationText.of("services: { a: { " + settings + " } }");
        assertEquals(List.of(), text.warnings());
        assertEquals(perOrigin, breaker(text).perOrigin);
    }

    @Test
    void switchesOffForOneServiceWhatTheDefaultsSetUp() {
        ConfigurationText text = ConfigurationText.of(
                """
                defaults:
                  breaker: { failure-rate: { window: 10s }, slow-call: { percent: 90 }, max-recovery-timeout: 5m }
                services:
                  a: { url: a, breaker: { failure-rate: none, slow-call: none, max-recovery-timeout: none } }
                  b: { url: b, breaker: { failure-rate: { percent: 5 } } }
                """);
        BreakerSettings a = breaker(text);
        assertNull(a.failureRate);
        assertNull(a.slowCall);
        assertEquals(0, a.maxRecoveryNanos);
        BreakerSettings b = Objects.requireNonNull(text.load().services.get(1).breaker);
        assertRule(5, 10, 20, Objects.requireNonNull(b.failureRate));
        assertRule(90, 30, 20, Objects.requireNonNull(b.slowCall).rate);
        assertEquals(300 * SECOND, b.maxRecoveryNanos);
    }

    @Test
    void takesThemFromOverrides() {
        ConfigurationText text = new ConfigurationText(
                "services: { a: { url: a } }",
                Map.of(
                        "resil.services.a.breaker.failure-rate.percent", "60",
                        "resil.services.a.breaker.max-recovery-timeout", "10m"),
                Map.of("RESIL_DEFAULTS_BREAKER_SLOW_CALL_LONGER_THAN", "3s"));
        assertEquals(List.of(), text.warnings());
        BreakerSettings a = breaker(text);
        assertRule(60, 30, 20, Objects.requireNonNull(a.failureRate));
        assertEquals(600 * SECOND, a.maxRecoveryNanos);
        assertEquals(3 * SECOND, Objects.requireNonNull(a.slowCall).longerThanNanos);
    }

    @Test
    void warnsOfWhatCannotWorkTogether() {
        assertEquals(
                List.of(
                        "resil.yaml:5: services.a.breaker.slow-call.longer-than = 5s: is not shorter than timeout, which ends"
                                + " the attempt before",
                        "resil.yaml:5: services.a.breaker.max-recovery-timeout = 30s: is shorter than recovery-timeout, so"
                                + " that it applies from the first on"),
                ConfigurationText.ofService(
                                "timeout: 5s\nbreaker: { slow-call: { longer-than: 5s }, max-recovery-timeout: 30s }")
                        .warnings());
    }
}
