package io.resil.agent.stats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A snapshot in types of the JDK alone, which is how an application gets it whichever loader has its copy of our API. The
 * keys are those of {@link StatusJson}. Pure.
 */
public final class StatusFacts {

    private StatusFacts() {}

    public static Map<String, Object> of(AgentSnapshot agent) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("version", agent.version);
        facts.put("status", agent.status);
        facts.put("configurationFile", agent.configurationFile);
        facts.put("lastReload", agent.lastReload);
        facts.put("configurationProblems", agent.configurationProblems);
        facts.put("agentFaults", agent.agentFaults);
        List<String> decisions = new ArrayList<>();
        for (Decision decision : agent.decisions) {
            decisions.add(decision.toString());
        }
        facts.put("decisions", decisions);
        List<Map<String, Object>> services = new ArrayList<>();
        for (ServiceSnapshot service : agent.services) {
            services.add(of(service));
        }
        facts.put("services", services);
        return facts;
    }

    private static Map<String, Object> of(ServiceSnapshot service) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("service", service.service);
        facts.put("displayName", service.displayName);
        facts.put("mode", service.mode);
        put(facts, service.breaker);
        put(facts, service.counts);
        put(facts, service.counts.observed);
        Map<String, String> origins = new TreeMap<>();
        for (OriginSnapshot origin : service.origins) {
            origins.put(origin.origin, origin.breaker.state);
        }
        facts.put("origins", origins);
        return facts;
    }

    private static void put(Map<String, Object> facts, BreakerSnapshot breaker) {
        facts.put("state", breaker.state);
        facts.put("stateSince", breaker.sinceMillis);
        facts.put("secondsUntilProbe", breaker.secondsUntilProbe);
        facts.put("openedBecause", breaker.openedBecause);
        facts.put("failureThreshold", (long) breaker.failureThreshold);
        facts.put("consecutiveFailures", (long) breaker.consecutiveFailures);
    }

    private static void put(Map<String, Object> facts, CallCounts counts) {
        facts.put("calls", counts.calls);
        facts.put("attempts", counts.attempts);
        facts.put("successes", counts.successes);
        facts.put("failures", counts.failures);
        facts.put("neutral", counts.neutral);
        facts.put("rejections", counts.rejections);
        facts.put("retries", counts.retries);
        facts.put("retriesDenied", counts.retriesDenied);
        facts.put("timeouts", counts.timeouts);
        facts.put("fallbacks", counts.fallbacks);
        facts.put("inFlight", counts.inFlight);
        facts.put("timesOpened", counts.timesOpened);
        facts.put("meanTimeToRecoverySeconds", counts.meanSecondsToRecovery);
        facts.put("secondsInState", counts.secondsInState);
        facts.put("lastFailure", counts.lastFailure);
        facts.put("lastFailureTime", counts.lastFailureMillis);
        facts.put("latencyMillisP50", counts.latencyMillisP50);
        facts.put("latencyMillisP99", counts.latencyMillisP99);
    }

    private static void put(Map<String, Object> facts, ObservedCounts observed) {
        facts.put("wouldHaveRejected", observed.rejected);
        facts.put("wouldHaveRejectedSuccesses", observed.rejectedSuccesses);
        facts.put("wouldHaveRetried", observed.retried);
        facts.put("wouldHaveTimedOut", observed.timedOut);
        facts.put("wouldHaveFallenBack", observed.fallenBack);
        facts.put("threadSecondsSaveable", observed.threadSeconds);
    }
}
