package io.resil.agent.retry;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Permit;
import io.resil.agent.call.Verdict;
import java.util.Locale;
import java.util.Set;

/** What may be sent again: decided by how an attempt ended on the wire, the method, and the request. Immutable. */
final class RetryRules {

    private final RetrySettings settings;

    RetryRules(RetrySettings settings) {
        this.settings = settings;
    }

    /** Whether the outcome may be followed by another attempt, limits aside. */
    boolean isRetryable(HttpCall call, Attempt attempt) {
        Ending ending = attempt.ending();
        boolean isThere = ending != Ending.ANSWERED || attempt.isHeld(); // what is waited with has to be in memory
        return ending != null && isThere && isRetryable(call, attempt, ending);
    }

    /** The same had the attempt ended so, and had its answer, if that is an end by one, been held in memory. */
    boolean isRetryable(HttpCall call, Attempt attempt, Ending ending) {
        if (!call.isReplayable()) {
            return false;
        }
        switch (ending) {
            case NEVER_SENT:
            case PROXY_REFUSED:
                return true;
            case STALE_CONNECTION:
                return !attempt.isRequestWritten() || isRetryableUnanswered(call);
            case UNANSWERED:
                return isRetryableUnanswered(call);
            case TIMED_OUT:
                return settings.timeouts && isRetryableUnanswered(call);
            case ANSWERED:
                return isOfTheService(attempt) && isRetryableAnswer(call, attempt.status());
            default:
                return false;
        }
    }

    /** Whether an answer of this status may be followed by another attempt, limits aside. */
    boolean isRetryableAnswer(HttpCall call, int status) {
        return settings.statuses.contains(status) && (isOneOf(settings.methods, call) || call.hasIdempotencyKey());
    }

    /** A failed probe is not retried, and when the breaker has opened there is nothing to wait for. */
    static boolean isBreakerWilling(Attempt attempt, Verdict verdict) {
        Permit permit = attempt.permit();
        return permit == null || (permit.isCurrent() && !(permit.isProbe() && verdict == Verdict.FAILURE));
    }

    /** A cache that answers without the wire will say the same again. */
    private static boolean isOfTheService(Attempt attempt) {
        return attempt.isRequestWritten();
    }

    /** The server may have done what it was asked. */
    private boolean isRetryableUnanswered(HttpCall call) {
        return isOneOf(settings.unansweredMethods, call) || call.hasIdempotencyKey();
    }

    /** A method nobody listed is not known to be idempotent. */
    private static boolean isOneOf(Set<String> methods, HttpCall call) {
        return methods.contains(call.method().toUpperCase(Locale.ROOT));
    }
}
