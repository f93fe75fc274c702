package io.resil.agent.web;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.resil.agent.stats.AgentSnapshot;
import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.CallCounts;
import io.resil.agent.stats.OriginSnapshot;
import io.resil.agent.stats.ServiceSnapshot;
import java.util.Map;

/** Every metric and what it is called; alerts and dashboards hang on these names. For one use. */
final class MetricsOf {

    private static final String[] STATES = {"CLOSED", "OPEN", "HALF_OPEN", "FORCED_OPEN", "DISABLED"};
    private static final String[] MODES = {"enforce", "observe", "off"};

    private static final double MILLIS_PER_SECOND = 1000;

    // ---- breakers
    private final Family.StateSets state =
            new Family.StateSets("resil_breaker_state", "State of the breaker of a service", STATES);
    private final Family.StateSets originState = new Family.StateSets(
            "resil_breaker_origin_state", "State of the breaker of one origin of a service", STATES);
    private final Family.Gauges since = new Family.Gauges(
            "resil_breaker_state_since_timestamp_seconds", "When the breaker entered its state, as Unix time");
    private final Family.Counters inState =
            new Family.Counters("resil_breaker_state_seconds", "How long the breaker was in each of its states");
    private final Family.StateSets mode =
            new Family.StateSets("resil_service_mode", "What the agent does for a service", MODES);
    private final Family.Counters opened = new Family.Counters(
            "resil_breaker_opened", "How often the breaker opened; a failed probe is no new opening");
    private final Family.Gauges consecutiveFailures =
            new Family.Gauges("resil_breaker_consecutive_failures", "Failed attempts since the last success");
    private final Family.Gauges failureThreshold =
            new Family.Gauges("resil_breaker_failure_threshold", "Consecutive failed attempts that open the breaker");
    private final Family.Summaries recovery =
            new Family.Summaries("resil_breaker_recovery_seconds", "From opening to closing by a probe that succeeded");

    // ---- calls
    private final Family.Counters calls = new Family.Counters("resil_calls", "Calls of the application");
    private final Family.Gauges inFlight = new Family.Gauges("resil_calls_in_flight", "Calls under way");
    private final Family.Counters attempts = new Family.Counters(
            "resil_attempts", "Ended attempts by what they proved of the service; retries included");
    private final Family.Counters rejections =
            new Family.Counters("resil_rejections", "Attempts the breaker rejected, and calls beyond max-concurrent");
    private final Family.Counters retries = new Family.Counters("resil_retries", "Attempts that followed a failed one");
    private final Family.Counters retriesDenied =
            new Family.Counters("resil_retries_denied", "Failed attempts not retried because of a limit");
    private final Family.Counters timeouts = new Family.Counters("resil_timeouts", "Attempts ended by a timeout");
    private final Family.Counters fallbacks =
            new Family.Counters("resil_fallbacks", "Calls answered by the fallback in the place of a failure");
    private final Family.Histograms duration = new Family.Histograms(
            "resil_attempt_duration_seconds", "Time of an answered attempt up to the head of its response");

    // ---- observing
    private final Family.Counters wouldHave = new Family.Counters(
            "resil_observed_would_have", "What would have been done while the service was observed");
    private final Family.Counters saveable = new Family.Counters(
            "resil_observed_saveable_thread_seconds", "Time threads were held beyond what the policies would have let");

    private MetricsOf() {}

    static MetricSnapshots agent(AgentSnapshot agent, int unmatchedHosts) {
        MetricsOf metrics = new MetricsOf();
        for (ServiceSnapshot service : agent.services) {
            metrics.add(service);
        }
        Labels none = Labels.EMPTY;
        return MetricSnapshots.of(
                Family.info("resil_agent", "The agent", Labels.of("version", agent.version)),
                new Family.Counters("resil_agent_faults", "Faults of the agent, none of which reached the application")
                        .with(agent.agentFaults, none)
                        .snapshot(),
                new Family.Gauges("resil_configuration_problems", "Problems and warnings of the configuration")
                        .with(agent.configurationProblems.size(), none)
                        .snapshot(),
                new Family.Gauges("resil_unmatched_hosts", "Hosts that are called and that no service covers")
                        .with(unmatchedHosts, none)
                        .snapshot(),
                metrics.state.snapshot(),
                metrics.originState.snapshot(),
                metrics.since.snapshot(),
                metrics.inState.snapshot(),
                metrics.mode.snapshot(),
                metrics.opened.snapshot(),
                metrics.consecutiveFailures.snapshot(),
                metrics.failureThreshold.snapshot(),
                metrics.recovery.snapshot(),
                metrics.calls.snapshot(),
                metrics.inFlight.snapshot(),
                metrics.attempts.snapshot(),
                metrics.rejections.snapshot(),
                metrics.retries.snapshot(),
                metrics.retriesDenied.snapshot(),
                metrics.timeouts.snapshot(),
                metrics.fallbacks.snapshot(),
                metrics.duration.snapshot(),
                metrics.wouldHave.snapshot(),
                metrics.saveable.snapshot());
    }

    private void add(ServiceSnapshot service) {
        Labels labels = Labels.of("service", service.service);
        mode.with(service.mode, labels);
        add(service.breaker, labels);
        for (OriginSnapshot origin : service.origins) {
            originState.with(origin.breaker.state, Labels.of("service", service.service, "origin", origin.origin));
        }
        add(service.counts, labels);
    }

    private void add(BreakerSnapshot breaker, Labels labels) {
        state.with(breaker.state, labels);
        since.with(breaker.sinceMillis / MILLIS_PER_SECOND, labels);
        consecutiveFailures.with(breaker.consecutiveFailures, labels);
        failureThreshold.with(breaker.failureThreshold, labels);
    }

    private void add(CallCounts counts, Labels labels) {
        for (Map.Entry<String, Double> each : counts.secondsInState.entrySet()) {
            inState.with(each.getValue(), labels.add("state", each.getKey()));
        }
        opened.with(counts.timesOpened, labels);
        recovery.with(counts.recoveries, secondsToRecovery(counts), labels);
        calls.with(counts.calls, labels);
        inFlight.with(counts.inFlight, labels);
        attempts.with(counts.successes, labels.add("outcome", "success"));
        attempts.with(counts.failures, labels.add("outcome", "failure"));
        attempts.with(counts.neutral, labels.add("outcome", "neutral"));
        rejections.with(counts.rejections, labels);
        retries.with(counts.retries, labels);
        retriesDenied.with(counts.retriesDenied, labels);
        timeouts.with(counts.timeouts, labels);
        fallbacks.with(counts.fallbacks, labels);
        duration.with(counts.attemptTimes, labels);
        wouldHave.with(counts.observed.rejected, labels.add("action", "reject"));
        wouldHave.with(counts.observed.rejectedSuccesses, labels.add("action", "reject_success"));
        wouldHave.with(counts.observed.retried, labels.add("action", "retry"));
        wouldHave.with(counts.observed.timedOut, labels.add("action", "timeout"));
        wouldHave.with(counts.observed.fallenBack, labels.add("action", "fall_back"));
        saveable.with(counts.observed.threadSeconds, labels);
    }

    /** All of them together. */
    private static double secondsToRecovery(CallCounts counts) {
        return counts.recoveries == 0 ? 0 : counts.recoveries * counts.meanSecondsToRecovery;
    }
}
