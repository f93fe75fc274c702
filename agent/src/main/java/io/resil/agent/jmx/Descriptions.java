package io.resil.agent.jmx;

import java.util.HashMap;
import java.util.Map;

/** What a console shows beside the attributes and operations of our MBeans, whose names differ from bean to bean. */
final class Descriptions {

    private static final Map<String, String> BY_NAME = byName(
            // the agent
            "Version", "The version of the agent",
            "Status", "ACTIVE, INERT (nothing configured, or switched off) or CONFIGURATION_ERROR",
            "ConfigurationFile", "The configuration in force; empty when there is none",
            "LastReload",
                    "When the configuration was last read again (ISO 8601): applied or refused; empty: not since the start",
            "ConfigurationProblems",
                    "Every problem and warning of the configuration; of a changed one that was refused, its problems",
            "reload", "Reads the configuration now; returns what is in force then, or every problem of a refused one",
            "Instrumented", "Each client class seen: client, class, loader, woven or why not, calls seen",
            "AgentFaults", "Faults of the agent, none of which reached the application",
            "UnmatchedHosts", "Hosts that are called and that no service covers: client, calls, failures, times",
            "Decisions", "The last 50 changes and why: of breakers, by operators; newest last",
            "suggestConfiguration", "A resil.yaml for those hosts, with the evidence for each number",
            "statusJson", "The agent and every breaker as one JSON object",
            "explain",
                    "Which service covers a call and why, each setting and where it came from, whether it is retried",
            // a breaker
            "Service", "The id of the service in the configuration",
            "DisplayName", "The name of the service in logs and messages",
            "Mode", "enforce; observe: nothing is changed, and what would be done is counted; off: no policy at all",
            "State", "CLOSED, OPEN, HALF_OPEN, FORCED_OPEN or DISABLED; in observe mode, what the breaker would be",
            "StateSince", "When the state was entered (ISO 8601)",
            "SecondsUntilProbe", "Until the next probe; 0: one may be sent now; -1: the state knows no probe",
            "OpenedBecause", "Why the breaker opened last; empty when it never did",
            "FailureThreshold", "Consecutive failed attempts that open the breaker",
            "ConsecutiveFailures", "Failed attempts since the last success, in the current state",
            "Calls", "Calls of the application to this service",
            "Attempts", "Requests sent for them, retries included",
            "Successes", "Attempts that proved the service well",
            "Failures", "Attempts that proved it ill",
            "Neutral", "Attempts that proved nothing: cancelled, local, 429",
            "Rejections", "Attempts the breaker rejected, and calls beyond max-concurrent",
            "Retries", "Attempts that followed a failed one",
            "RetriesDenied", "Failed attempts not retried because of a limit: budget, waiting calls, deadline, breaker",
            "Timeouts", "Attempts ended by a timeout",
            "Fallbacks", "Calls answered by the fallback in the place of a failure",
            "InFlight", "Calls under way now",
            "TimesOpened", "How often the breaker opened, failed probes not counted",
            "MeanTimeToRecoverySeconds", "From opening to the probe that succeeded; NaN before the first recovery",
            "SecondsInState", "How long the breaker was in each state since the start or the last reset",
            "LastFailure", "The last failure, without secrets",
            "LastFailureTime", "When it happened (ISO 8601)",
            "LatencyMillisP50", "Median time of an answered attempt up to its head",
            "LatencyMillisP99", "99th percentile of the same",
            "WouldHaveRejected", "Observed calls that the breaker, or max-concurrent, would have rejected",
            "WouldHaveRejectedSuccesses", "Those of them that succeeded",
            "WouldHaveRetried", "Observed calls of which at least one more attempt would have been made",
            "WouldHaveTimedOut", "Observed calls that a timeout or the deadline would have ended earlier",
            "WouldHaveFallenBack", "Observed calls that the configured response would have answered",
            "ThreadSecondsSaveable", "How much longer than with the policies observed calls held threads, seconds",
            "forceOpen", "Rejects every call until enable() or forceClosed()",
            "forceClosed", "Closes the breaker and forgets its failures; lifts a forced state",
            "disable", "Lets every call through, uncounted by the breaker; token, timeout and retry go on",
            "enable", "Lifts forceOpen() and disable(): the breaker starts CLOSED",
            "resetStatistics", "Sets counters and latencies to zero; the state stays",
            "setMode",
                    "enforce; observe: nothing is changed, and what would be done is counted; off: no policy at all");

    private Descriptions() {}

    private static Map<String, String> byName(String... namesAndTexts) {
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            texts.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return texts;
    }

    static String of(String name) {
        return BY_NAME.getOrDefault(name, name);
    }
}
