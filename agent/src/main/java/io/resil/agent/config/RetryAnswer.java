package io.resil.agent.config;

import io.resil.agent.retry.RetrySettings;
import io.resil.agent.route.ServiceSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether calls of one method would be sent again, and after what; one line each. Pure. */
final class RetryAnswer {

    /** Waits that are listed one by one. */
    private static final int LISTED = 4;

    private RetryAnswer() {}

    /** @param method in upper case */
    static List<String> lines(String method, ServiceSettings service, Provenance from) {
        List<String> lines = new ArrayList<>();
        RetrySettings retry = service.retry;
        if (retry == null) {
            String key = from.isSet("retry.max-retries") ? "retry.max-retries" : "retry";
            lines.add(method + " is sent once: retries are switched off (" + from.of(key) + ")");
            return lines;
        }
        lines.add(method + " is sent again, up to " + retry.maxRetries + (retry.maxRetries == 1 ? " time" : " times")
                + " and after waits of about " + waits(retry)
                + ", if its body can be sent again and the deadline allows:");
        lines.add("  when not a byte was sent: refused, unreachable, unknown host, connect timeout, broken handshake");
        if (!retry.statuses.toString().equals("[]")) {
            lines.add("  when the answer is one of " + retry.statuses + condition(method, retry.methods));
        }
        String unanswered = condition(method, retry.unansweredMethods);
        lines.add("  when it was sent and no answer came" + unanswered);
        lines.add(
                retry.timeouts
                        ? "  when no answer came in time" + unanswered
                        : "  never when no answer came in time (retry.timeouts is false)");
        return lines;
    }

    private static String condition(String method, Set<String> methods) {
        return methods.contains(method) ? "" : ", only with an Idempotency-Key";
    }

    private static String waits(RetrySettings retry) {
        List<String> waits = new ArrayList<>();
        double wait = retry.backoffNanos;
        for (int i = 0; i < Math.min(retry.maxRetries, LISTED); i++) {
            waits.add(Durations.written((long) Math.min(wait, (double) retry.maxBackoffNanos)));
            wait *= retry.multiplier;
        }
        return String.join(", ", waits) + (retry.maxRetries > LISTED ? ", ..." : "");
    }
}
