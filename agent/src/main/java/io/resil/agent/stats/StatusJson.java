package io.resil.agent.stats;

import java.util.List;
import java.util.Map;

/** A snapshot as one JSON object. Keys are the names of the JMX attributes, beginning in lower case. Pure. */
public final class StatusJson {

    private StatusJson() {}

    /** @param unmatchedHosts a line for each host that is called and that no service covers */
    public static String of(AgentSnapshot agent, List<String> unmatchedHosts) {
        JsonWriter json = new JsonWriter().beginObject();
        json.key("version").value(agent.version);
        json.key("status").value(agent.status);
        json.key("configurationFile").value(agent.configurationFile);
        json.key("lastReload").value(agent.lastReload);
        json.key("configurationProblems").values(agent.configurationProblems);
        json.key("instrumented").values(agent.instrumented);
        json.key("agentFaults").value(agent.agentFaults);
        json.key("unmatchedHosts").values(unmatchedHosts);
        json.key("decisions").beginArray();
        for (Decision decision : agent.decisions) {
            write(json, decision);
        }
        json.endArray();
        json.key("services").beginArray();
        for (ServiceSnapshot service : agent.services) {
            json.beginObject();
            writeService(json, service);
            json.endObject();
        }
        return json.endArray().endObject().toString();
    }

    private static void write(JsonWriter json, Decision decision) {
        json.beginObject();
        json.key("at").value(decision.at());
        json.key("service").value(decision.service);
        json.key("origin").value(decision.origin);
        json.key("what").value(decision.what);
        json.key("why").value(decision.why);
        json.key("times").value(decision.times);
        json.endObject();
    }

    /** The keys of one service, into an object that is open. */
    public static void writeService(JsonWriter json, ServiceSnapshot service) {
        json.key("service").value(service.service);
        json.key("displayName").value(service.displayName);
        json.key("mode").value(service.mode);
        write(json, service.breaker);
        write(json, service.counts);
        if (!service.origins.isEmpty()) {
            json.key("origins").beginArray();
            for (OriginSnapshot origin : service.origins) {
                json.beginObject().key("origin").value(origin.origin);
                write(json, origin.breaker);
                json.endObject();
            }
            json.endArray();
        }
    }

    private static void write(JsonWriter json, BreakerSnapshot breaker) {
        json.key("state").value(breaker.state);
        json.key("stateSince").value(breaker.since());
        json.key("secondsUntilProbe").value(breaker.secondsUntilProbe);
        json.key("openedBecause").value(breaker.openedBecause);
        json.key("failureThreshold").value(breaker.failureThreshold);
        json.key("consecutiveFailures").value(breaker.consecutiveFailures);
    }

    private static void write(JsonWriter json, CallCounts counts) {
        json.key("calls").value(counts.calls);
        json.key("attempts").value(counts.attempts);
        json.key("successes").value(counts.successes);
        json.key("failures").value(counts.failures);
        json.key("neutral").value(counts.neutral);
        json.key("rejections").value(counts.rejections);
        json.key("retries").value(counts.retries);
        json.key("retriesDenied").value(counts.retriesDenied);
        json.key("timeouts").value(counts.timeouts);
        json.key("fallbacks").value(counts.fallbacks);
        json.key("inFlight").value(counts.inFlight);
        json.key("timesOpened").value(counts.timesOpened);
        json.key("meanTimeToRecoverySeconds").value(counts.meanSecondsToRecovery);
        json.key("secondsInState").beginObject();
        for (Map.Entry<String, Double> each : counts.secondsInState.entrySet()) {
            json.key(each.getKey()).value(each.getValue());
        }
        json.endObject();
        json.key("lastFailure").value(counts.lastFailure);
        json.key("lastFailureTime").value(counts.lastFailureTime());
        json.key("latencyMillisP50").value(counts.latencyMillisP50);
        json.key("latencyMillisP99").value(counts.latencyMillisP99);
        json.key("wouldHaveRejected").value(counts.observed.rejected);
        json.key("wouldHaveRejectedSuccesses").value(counts.observed.rejectedSuccesses);
        json.key("wouldHaveRetried").value(counts.observed.retried);
        json.key("wouldHaveTimedOut").value(counts.observed.timedOut);
        json.key("wouldHaveFallenBack").value(counts.observed.fallenBack);
        json.key("threadSecondsSaveable").value(counts.observed.threadSeconds);
    }
}
