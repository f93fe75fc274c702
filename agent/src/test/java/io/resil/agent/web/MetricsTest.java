package io.resil.agent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.CallScript;
import io.resil.agent.call.Ending;
import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.OriginSnapshot;
import io.resil.agent.stats.ServiceStats;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricsTest {

    /** Alerts and dashboards hang on these. */
    private static final Set<String> NAMES = Set.of(
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
            "resil_breaker_recovery_seconds",
            "resil_calls_total",
            "resil_calls_in_flight",
            "resil_attempts_total",
            "resil_rejections_total",
            "resil_retries_total",
            "resil_retries_denied_total",
            "resil_timeouts_total",
            "resil_fallbacks_total",
            "resil_attempt_duration_seconds",
            "resil_observed_would_have_total",
            "resil_observed_saveable_thread_seconds_total");

    private static final Duration QUICK = Duration.ofMillis(80);

    private final ServiceStats stats = new ServiceStats(() -> 1_000);
    private final CallScript script = new CallScript(stats, "GET", "/query");
    private final Told view = new Told();

    private static String body(Reply reply) {
        return new String(reply.body, StandardCharsets.UTF_8);
    }

    private String text(@Nullable String accept) throws IOException {
        BreakerSnapshot ofOrigin = new BreakerSnapshot("HALF_OPEN", 0, 0, "", 5, 0);
        view.with(Told.service(
                "chroma", "observe", "OPEN", 3, stats, List.of(new OriginSnapshot("10.0.0.1:80", ofOrigin))));
        view.unmatched.add("elsewhere");
        return body(Metrics.of(view, accept));
    }

    @Test
    void hasEveryNameAndNoOther() throws IOException {
        Set<String> found = new TreeSet<>();
        text(null)
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .forEach(line -> found.add(line.split(" ", -1)[2]));

        assertEquals(new TreeSet<>(NAMES), found);
    }

    @Test
    void agentSaysWhoItIs() throws IOException {
        List<String> lines = text(null).lines().toList();
        for (String line : List.of(
                "resil_agent_info{version=\"1.2.3\"} 1",
                "resil_agent_faults_total 7.0",
                "resil_configuration_problems 1.0",
                "resil_unmatched_hosts 1.0")) {
            assertTrue(lines.contains(line), lines::toString);
        }
    }

    @Test
    void oneStateOfTheSetIsOn() throws IOException {
        String text = text(null);
        for (String state : List.of("CLOSED", "OPEN", "HALF_OPEN", "FORCED_OPEN", "DISABLED")) {
            String line = "resil_breaker_state{service=\"chroma\",resil_breaker_state=\"" + state + "\"} "
                    + (state.equals("OPEN") ? 1 : 0);
            assertTrue(text.contains(line + "\n"), text);
        }
        assertTrue(text.contains("resil_service_mode{service=\"chroma\",resil_service_mode=\"observe\"} 1\n"), text);
        assertTrue(text.contains("resil_breaker_state_since_timestamp_seconds{service=\"chroma\"} 2.5\n"), text);
        assertTrue(
                text.contains("resil_breaker_origin_state{origin=\"10.0.0.1:80\",service=\"chroma\","
                        + "resil_breaker_origin_state=\"HALF_OPEN\"} 1\n"),
                text);
    }

    @Test
    void attemptsAreToldByTheirOutcome() throws IOException {
        script.call().answered(200, QUICK).run();
        script.call().answered(429, QUICK).run();
        script.call()
                .ended(Ending.NEVER_SENT, new ConnectException("Connection refused"))
                .thenAfter(QUICK)
                .answered(200, QUICK)
                .run();

        String text = text(null);

        assertTrue(text.contains("resil_calls_total{service=\"chroma\"} 3.0\n"), text);
        assertTrue(text.contains("resil_attempts_total{outcome=\"success\",service=\"chroma\"} 2.0\n"), text);
        assertTrue(text.contains("resil_attempts_total{outcome=\"failure\",service=\"chroma\"} 1.0\n"), text);
        assertTrue(text.contains("resil_attempts_total{outcome=\"neutral\",service=\"chroma\"} 1.0\n"), text);
        assertTrue(text.contains("resil_retries_total{service=\"chroma\"} 1.0\n"), text);
    }

    @Test
    void timesAreCumulatedInBuckets() throws IOException {
        script.call().answered(200, Duration.ofMillis(80)).run();
        script.call().answered(200, Duration.ofMillis(700)).run();
        script.call().answered(200, Duration.ofSeconds(45)).run();

        String text = text(null);

        String prefix = "resil_attempt_duration_seconds_";
        assertTrue(text.contains(prefix + "bucket{service=\"chroma\",le=\"0.05\"} 0\n"), text);
        assertTrue(text.contains(prefix + "bucket{service=\"chroma\",le=\"0.1\"} 1\n"), text);
        assertTrue(text.contains(prefix + "bucket{service=\"chroma\",le=\"1.0\"} 2\n"), text);
        assertTrue(text.contains(prefix + "bucket{service=\"chroma\",le=\"30.0\"} 2\n"), text);
        assertTrue(text.contains(prefix + "bucket{service=\"chroma\",le=\"+Inf\"} 3\n"), text);
        assertTrue(text.contains(prefix + "count{service=\"chroma\"} 3\n"), text);
    }

    @Test
    void recoveriesAreCountedAndSummedUp() throws IOException {
        stats.opened();
        stats.recovered(TimeUnit.SECONDS.toNanos(60));
        stats.opened();
        stats.recovered(TimeUnit.SECONDS.toNanos(30));
        stats.opened();

        String text = text(null);

        assertTrue(text.contains("resil_breaker_opened_total{service=\"chroma\"} 3.0\n"), text);
        assertTrue(text.contains("resil_breaker_recovery_seconds_count{service=\"chroma\"} 2\n"), text);
        assertTrue(text.contains("resil_breaker_recovery_seconds_sum{service=\"chroma\"} 90.0\n"), text);
    }

    @Test
    void formatIsTheOneThatIsAskedFor() throws IOException {
        Reply plain = Metrics.of(view, "text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
        assertTrue(plain.contentType.startsWith("text/plain; version=0.0.4"), plain.contentType);

        Reply open = Metrics.of(view, "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");
        assertTrue(open.contentType.startsWith("application/openmetrics-text; version=1.0.0"), open.contentType);
        assertTrue(body(open).endsWith("# EOF\n"), () -> body(open));
    }
}
