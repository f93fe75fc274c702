package io.resil.agent.retry;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import java.util.Locale;
import java.util.Set;

/** What may be sent again after what, by the table of outcomes (and RFC 9110 9.2.2). Pure. */
final class RetryRules {

    private final RetrySettings settings;

    RetryRules(RetrySettings settings) {
        this.settings = settings;
    }

    /** Whether the failed attempt may be followed by another, limits aside. */
    boolean allows(HttpCall call, Attempt failed) {
        Ending ending = failed.ending();
        if (ending == null || !call.isReplayable()) {
            return false;
        }
        switch (ending) {
            case NEVER_SENT:
            case PROXY_REFUSED:
                return true;
            case STALE_CONNECTION:
                return isIn(settings.unansweredMethods, call);
            case UNANSWERED:
                return isSafe(call);
            case TIMED_OUT:
                return settings.timeouts && isSafe(call);
            case ANSWERED:
                return failed.isHeld() && allowsStatus(call, failed.status());
            default:
                return false;
        }
    }

    /** Whether an answer of that status may be followed by another attempt, limits aside. */
    boolean allowsStatus(HttpCall call, int status) {
        return settings.statuses.contains(status)
                && call.isReplayable()
                && (isIn(settings.methods, call) || call.hasIdempotencyKey());
    }

    /** To be sent again without knowing what became of it. */
    private boolean isSafe(HttpCall call) {
        return isIn(settings.unansweredMethods, call) || call.hasIdempotencyKey();
    }

    private static boolean isIn(Set<String> methods, HttpCall call) {
        String method = call.method();
        return methods.contains(method) || methods.contains(method.toUpperCase(Locale.ROOT));
    }
}
