package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.retry.RetrySettings;
import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.timeout.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigurationLoaderTest {

    private static final String SPECIFICATION =
            """
            mode: enforce
            log: { target: app, level: info }
            status: none
            defaults:
              timeout: 10s
              connect-timeout: 3s
              idle-timeout: none
              deadline: 30s
              retry:
                max-retries: 3
                backoff: 1s
                multiplier: 2
                max-backoff: 30s
                jitter: 0.2
                statuses: [429, 502, 503, 504]
                methods: [GET, HEAD, OPTIONS, TRACE, QUERY, PUT, DELETE]    # idempotent
                unanswered-methods: [GET, HEAD, OPTIONS, TRACE, QUERY]
                timeouts: false
                max-retry-after: 5s
                max-waiting: 50
                budget: { ratio: 0.2, min-per-second: 10 }
              breaker:
                failure-threshold: 5
                recovery-timeout: 60s
                failure-statuses: [500-599]
                scope: service
                failure-rate: none
                slow-call: none
                max-recovery-timeout: none
                probe-timeout: 30s
                on-open: exception
              max-concurrent: none
              token: none
              fallback: none
            services:
              chroma:
                name: Chroma Server
                url: ${CHROMA_SERVER_URL:-http://chroma:6003}
                timeout: 15s
                token: { header: X-INTERNAL-TOKEN, value: "${INTERNAL_TOKEN}" }
            """;

    @Test
    void loadsTheExampleOfTheSpecification() {
        Configuration configuration = ConfigurationText.of(SPECIFICATION)
                .withVariable("INTERNAL_TOKEN", "s3cr3t")
                .load();
        assertEquals(List.of(), configuration.warnings);
        assertEquals("resil.yaml", configuration.file);
        assertEquals(Mode.ENFORCE, configuration.mode);
        assertEquals(LogSettings.Target.APP, configuration.log.target);
        assertEquals("info", configuration.log.level);
        ServiceSettings chroma = configuration.services.get(0);
        assertEquals("chroma", chroma.id);
        assertEquals("Chroma Server", chroma.name);
        assertEquals("[http://chroma:6003]", chroma.urls.toString());
        assertEquals(seconds(15), chroma.timeouts.attempt);
        assertEquals(seconds(3), chroma.timeouts.connect);
        assertEquals(Limit.NONE, chroma.timeouts.idle);
        assertEquals(seconds(30), chroma.timeouts.deadline);
        assertEquals("X-INTERNAL-TOKEN: (configured value)", String.valueOf(chroma.token));
        assertBuiltInPolicies(chroma);
    }

    @Test
    void fillsInTheBuiltInValues() {
        ServiceSettings a = only(ConfigurationText.ofService(""));
        assertEquals("a", a.name);
        assertEquals(Mode.ENFORCE, a.mode);
        assertEquals(Limit.builtIn(seconds(10).nanos()), a.timeouts.attempt);
        assertEquals(Limit.builtIn(seconds(3).nanos()), a.timeouts.connect);
        assertEquals(Limit.NONE, a.timeouts.idle);
        assertEquals(Limit.builtIn(seconds(30).nanos()), a.timeouts.deadline);
        assertNull(a.token);
        assertBuiltInPolicies(a);
    }

    private static void assertBuiltInPolicies(ServiceSettings service) {
        RetrySettings retry = retry(service);
        BreakerSettings breaker = breaker(service);
        assertAll(
                () -> assertEquals(3, retry.maxRetries),
                () -> assertEquals(seconds(1).nanos(), retry.backoffNanos),
                () -> assertEquals(2, retry.multiplier),
                () -> assertEquals(seconds(30).nanos(), retry.maxBackoffNanos),
                () -> assertEquals(0.2, retry.jitter),
                () -> assertEquals("[429, 502-504]", retry.statuses.toString()),
                () -> assertEquals(Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE"), retry.methods),
                () -> assertEquals(Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY"), retry.unansweredMethods),
                () -> assertFalse(retry.timeouts),
                () -> assertEquals(seconds(5).nanos(), retry.maxRetryAfterNanos),
                () -> assertEquals(50, retry.maxWaiting),
                () -> assertEquals(0.2, Objects.requireNonNull(retry.budget).ratio),
                () -> assertEquals(10, Objects.requireNonNull(retry.budget).minPerSecond),
                () -> assertEquals(5, breaker.failureThreshold),
                () -> assertEquals(seconds(60).nanos(), breaker.recoveryNanos),
                () -> assertEquals(seconds(30).nanos(), breaker.probeNanos),
                () -> assertEquals("[500-599]", breaker.failureStatuses.toString()),
                () -> assertFalse(breaker.answersWhenOpen),
                () -> assertEquals(0, service.maxConcurrent),
                () -> assertNull(service.fallback));
    }

    @Test
    void loadsTheTableOfTheReferenceSystem() {
        Configuration configuration = ConfigurationText.of(
                        """
                        defaults:
                          token: { header: X-INTERNAL-TOKEN, value: "${INTERNAL_TOKEN:-dev}" }
                        services:
                          chroma:
                            name: Chroma Server
                            url: ${CHROMA_SERVER_URL:-http://chroma:6003}
                            timeout: 15s
                            retry: { max-retries: 3 }
                            breaker: { failure-threshold: 5, recovery-timeout: 60s }
                          filesystem:
                            name: Filesystem Server
                            url: ${FILESYSTEM_SERVER_URL:-http://filesystem:6002}
                            timeout: 20s
                            retry: { max-retries: 3 }
                            breaker: { failure-threshold: 5, recovery-timeout: 60s }
                          billing:
                            name: Billing Server
                            url: ${BILLING_SERVER_URL:-http://billing:6004}
                            timeout: 5s
                            retry: { max-retries: 2 }
                            breaker: { failure-threshold: 10, recovery-timeout: 30s }
                          git:
                            name: Git Server
                            url: ${GIT_SERVER_URL:-http://git:6005}
                            timeout: 30s
                            retry: { max-retries: 3 }
                            breaker: { failure-threshold: 5, recovery-timeout: 90s }
                        """)
                .load();
        assertEquals(List.of(), configuration.warnings);
        List<String> table = new ArrayList<>();
        for (ServiceSettings service : configuration.services) {
            table.add(String.join(
                    " ",
                    service.id,
                    String.valueOf(service.urls),
                    retry(service).maxRetries + "",
                    Duration.ofNanos(service.timeouts.attempt.nanos()).toString(),
                    breaker(service).failureThreshold + "",
                    Duration.ofNanos(breaker(service).recoveryNanos).toSeconds() + "s"));
            assertNotNull(service.token);
        }
        assertEquals(
                List.of(
                        "chroma [http://chroma:6003] 3 PT15S 5 60s",
                        "filesystem [http://filesystem:6002] 3 PT20S 5 60s",
                        "billing [http://billing:6004] 2 PT5S 10 30s",
                        "git [http://git:6005] 3 PT30S 5 90s"),
                table);
    }

    @Test
    void reportsFiveDifferentMistakesAtOnceEachWithItsLine() {
        assertEquals(
                List.of(
                        "resil.yaml:3: defaults.timeout = 10: needs a unit, for example 500ms or 15s",
                        "resil.yaml:5: defaults.retry.max-retrys: is not a known key; did you mean max-retries?",
                        "resil.yaml:8: services.billing: must have a url (or urls)",
                        "resil.yaml:10: services.billing.retry.max-retries = -1: must be 0 or more",
                        "resil.yaml:14: services.chroma.fallback.status = 99: must be 200 or more"),
                ConfigurationText.of(
                                """
                                mode: enforce
                                defaults:
                                  timeout: 10
                                  retry:
                                    max-retrys: 2

                                services:
                                  billing:
                                    retry:
                                      max-retries: -1
                                  chroma:
                                    url: http://chroma
                                    fallback:
                                      status: 99
                                """)
                        .problems());
    }

    @Test
    void mergesMapsKeyByKeyAndReplacesLists() {
        ServiceSettings a = only(
                ConfigurationText.of(
                        """
                defaults:
                  retry:
                    max-retries: 7
                    jitter: 0.5
                    statuses: [503]
                services:
                  a:
                    url: http://a
                    retry:
                      max-retries: 1
                      statuses: [429, 504]
                """));
        assertEquals(1, retry(a).maxRetries);
        assertEquals(0.5, retry(a).jitter);
        assertEquals("[429, 504]", retry(a).statuses.toString());
        assertEquals(seconds(1).nanos(), retry(a).backoffNanos);
    }

    @Test
    void switchesPoliciesAndLimitsOffByNone() {
        ServiceSettings a = only(
                ConfigurationText.of(
                        """
                defaults:
                  token: { header: X-T, value: v }
                services:
                  a: { url: a, timeout: none, connect-timeout: none, deadline: none,
                       retry: none, breaker: none, token: none, max-concurrent: none, fallback: none }
                """));
        assertFalse(a.timeouts.attempt.exists());
        assertFalse(a.timeouts.connect.exists());
        assertFalse(a.timeouts.deadline.exists());
        assertNull(a.retry);
        assertNull(a.breaker);
        assertNull(a.token);
    }

    @Test
    void hasNoRetryWhenThereAreNoRetries() {
        assertNull(only(ConfigurationText.ofService("retry: { max-retries: 0 }")).retry);
    }

    @Test
    void liftsTheLimitsOfRetriesByNone() {
        RetrySettings retry = retry(
                only(
                        ConfigurationText.ofService(
                                "retry: { max-backoff: none, max-retry-after: none, max-waiting: none, statuses: none, methods: [] }")));
        assertEquals(Durations.LONGEST, retry.maxBackoffNanos);
        assertEquals(Durations.LONGEST, retry.maxRetryAfterNanos);
        assertEquals(Integer.MAX_VALUE, retry.maxWaiting);
        assertEquals("[]", retry.statuses.toString());
        assertEquals(Set.of(), retry.methods);
    }

    @Test
    void turnsAPolicyOnAgainThatTheDefaultsSwitchOff() {
        ServiceSettings a = only(ConfigurationText.of(
                "defaults: { retry: none }\nservices: { a: { url: a, retry: { max-retries: 2 } } }"));
        assertEquals(2, retry(a).maxRetries);
    }

    @Test
    void takesASectionWithoutLinesAsEmpty() {
        ServiceSettings a = only(
                ConfigurationText.of(
                        "defaults:\n  # timeout: 1s\nservices:\n  a:\n    url: a\n    retry:\n      # max-retries: 1\n    breaker: ~\n"));
        assertBuiltInPolicies(a);
    }

    @Test
    void keepsCallsUntouchedWhereTheModeIsOff() {
        Configuration configuration = ConfigurationText.of(
                        "defaults: { mode: off }\nservices: { a: { url: a }, b: { url: b, mode: enforce } }")
                .load();
        assertEquals(Mode.ENFORCE, configuration.mode);
        assertEquals(Mode.OFF, configuration.services.get(0).mode);
        assertEquals(Mode.ENFORCE, configuration.services.get(1).mode);
    }

    @Test
    void observesAllOrSomeServices() {
        Configuration all = ConfigurationText.of(
                        "mode: observe\nservices: { a: { url: a }, b: { url: b, mode: enforce }, c: { url: c, mode: off } }")
                .load();
        assertEquals(Mode.OBSERVE, all.mode);
        assertEquals(
                List.of(Mode.OBSERVE, Mode.ENFORCE, Mode.OFF),
                all.services.stream().map(service -> service.mode).toList());
        Configuration some = ConfigurationText.of(
                        "defaults: { mode: observe }\nservices: { a: { url: a }, b: { url: b, mode: enforce } }")
                .load();
        assertEquals(Mode.ENFORCE, some.mode);
        assertEquals(
                List.of(Mode.OBSERVE, Mode.ENFORCE),
                some.services.stream().map(service -> service.mode).toList());
    }

    @Test
    void switchesAServiceThatIsObservedOffAtTheTopToo() {
        ConfigurationText text = ConfigurationText.of("mode: off\nservices:\n  a: { url: a, mode: observe }");
        assertEquals(Mode.OFF, text.load().services.get(0).mode);
        assertEquals(1, text.warnings().size());
    }

    @Test
    void switchesEverythingOffAtTheTopWhateverServicesSay() {
        ConfigurationText text =
                ConfigurationText.of("mode: off\nservices:\n  a: { url: a }\n  b: { url: b, mode: enforce }");
        Configuration configuration = text.load();
        assertEquals(Mode.OFF, configuration.mode);
        assertEquals(Mode.OFF, configuration.services.get(0).mode);
        assertEquals(Mode.OFF, configuration.services.get(1).mode);
        assertEquals(
                List.of("resil.yaml:4: services.b.mode = enforce: has no effect while mode at the top is off;"
                        + " defaults.mode would give way to it"),
                text.warnings());
    }

    @Test
    void raisesTheBuiltInDeadlineToTheTimeout() {
        ServiceSettings a = only(ConfigurationText.ofService("timeout: 40s"));
        assertEquals(Limit.builtIn(seconds(40).nanos()), a.timeouts.deadline);
    }

    @Test
    void hasNoBuiltInDeadlineWhereAnAttemptMayTakeForever() {
        ServiceSettings a = only(ConfigurationText.ofService("timeout: none"));
        assertFalse(a.timeouts.deadline.exists());
    }

    @Test
    void raisesADeadlineToTheTimeoutWithAWarning() {
        ConfigurationText text = ConfigurationText.ofService("timeout: 20s\ndeadline: 5s");
        assertEquals(seconds(20), only(text).timeouts.deadline);
        assertEquals(
                List.of(
                        "resil.yaml:5: services.a.deadline = 5s: is shorter than one timeout, which applies in its place"),
                text.warnings());
    }

    @Test
    void lowersTheBuiltInTimeoutToTheDeadline() {
        ConfigurationText text = ConfigurationText.ofService("deadline: 5s");
        assertEquals(Limit.builtIn(seconds(5).nanos()), only(text).timeouts.attempt);
        assertEquals(seconds(5), only(text).timeouts.deadline);
        assertEquals(List.of(), text.warnings());
    }

    @Test
    void warnsOfWhatCannotWorkTogether() {
        assertEquals(
                List.of(
                        "resil.yaml:5: services.a.connect-timeout = 8s: is longer than timeout, which ends the attempt"
                                + " before",
                        "resil.yaml:6: services.a.retry.max-backoff = 1s: is shorter than backoff, so that it applies"
                                + " from the first wait on",
                        "resil.yaml:7: services.a.breaker.recovery-timeout = 2s: the recovery time is shorter than"
                                + " timeout: the next probe may start before it is known how calls fare",
                        "resil.yaml:7: services.a.breaker.probe-timeout = 3s: the probe time is shorter than timeout: a"
                                + " slow probe is taken for lost"),
                ConfigurationText.ofService(
                                """
                                timeout: 5s
                                connect-timeout: 8s
                                retry: { backoff: 2s, max-backoff: 1s }
                                breaker: { recovery-timeout: 2s, probe-timeout: 3s }
                                """)
                        .warnings());
    }

    @Test
    void warnsWhenNothingIsGoverned() {
        assertEquals(
                List.of("resil.yaml: has no services, so nothing is governed"),
                ConfigurationText.of("services: {}").warnings());
    }

    @Test
    void readsSeveralUrls() {
        ServiceSettings a = only(ConfigurationText.of("services: { a: { urls: [http://a, '*.a:80/v1'] } }"));
        assertEquals("[http://a, *.a:80/v1]", a.urls.toString());
    }

    @Test
    void refusesTwoServicesForTheSameUrls() {
        assertEquals(
                List.of(
                        "resil.yaml:3: services.b.url = HTTP://a:80/: must not stand for the same URLs as http://a of the"
                                + " service a (resil.yaml:2)"),
                ConfigurationText.of("services:\n  a: { url: http://a }\n  b: { url: 'HTTP://a:80/' }")
                        .problems());
    }

    @Test
    void acceptsOverlappingServicesOfWhichOneIsMoreSpecific() {
        Configuration configuration = ConfigurationText.of(
                        "services: { a: { url: a }, b: { url: 'a:80' }, c: { url: http://a }, d: { url: a/v1 } }")
                .load();
        assertEquals(4, configuration.services.size());
    }

    @Test
    void governsNothingWithoutAFileAndStillReadsOverrides() throws Exception {
        Configuration configuration =
                new ConfigurationLoader(new Variables(Map.of("resil.log.level", "debug"), Map.of())).withoutFile();
        assertNull(configuration.file);
        assertEquals(List.of(), configuration.services);
        assertEquals("debug", configuration.log.level);
        assertEquals(List.of(), configuration.warnings);
    }

    @Test
    void logsToAFileWhenTheTargetIsAPath() {
        LogSettings log = ConfigurationText.of("log: { target: /var/log/resil.log, level: debug }\nservices: {}")
                .load()
                .log;
        assertEquals(LogSettings.Target.FILE, log.target);
        assertEquals("/var/log/resil.log", log.file);
        assertEquals("debug", log.level);
        LogSettings stderr =
                ConfigurationText.of("log: { target: stderr }\nservices: {}").load().log;
        assertEquals(LogSettings.Target.STDERR, stderr.target);
        assertNull(stderr.file);
    }

    @Test
    void loadsAThousandServices() {
        StringBuilder yaml = new StringBuilder("services:\n");
        for (int i = 0; i < 1000; i++) {
            yaml.append("  s-").append(i).append(": { url: http://s-").append(i).append(" }\n");
        }
        assertEquals(1000, ConfigurationText.of(yaml.toString()).load().services.size());
        assertTrue(ConfigurationText.of(yaml.toString()).warnings().isEmpty());
    }

    private static ServiceSettings only(ConfigurationText text) {
        Configuration configuration = text.load();
        assertEquals(1, configuration.services.size());
        return configuration.services.get(0);
    }

    private static RetrySettings retry(ServiceSettings service) {
        return Objects.requireNonNull(service.retry);
    }

    private static BreakerSettings breaker(ServiceSettings service) {
        return Objects.requireNonNull(service.breaker);
    }

    private static Limit seconds(long seconds) {
        return Limit.configured(seconds * 1_000_000_000);
    }
}
