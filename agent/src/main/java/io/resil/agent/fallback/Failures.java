package io.resil.agent.fallback;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.StatusSet;

/** Which outcomes are a failure of the service, for good, that the application shall not see. Immutable. */
final class Failures {

    private final StatusSet statuses;

    Failures(StatusSet statuses) {
        this.statuses = statuses;
    }

    boolean contains(int status) {
        return statuses.contains(status);
    }

    /**
     * Whether the last attempt of a call ended so. What the application itself ended, what went wrong on our side of the
     * wire, and what a proxy refused are none of the service's.
     */
    boolean contains(Attempt last) {
        Ending ending = last.ending();
        if (ending == null) {
            return false;
        }
        if (ending == Ending.ANSWERED) {
            return last.isRequestWritten() && statuses.contains(last.status());
        }
        // without an exception, a cache of the client has answered for the service: with what it had, or an error
        boolean isSeen = ending == Ending.REJECTED || last.failure() != null || statuses.contains(last.status());
        return isSeen && isOfService(ending);
    }

    /** Whether it is the failure of the service that an attempt ended so, without an answer. */
    static boolean isOfService(Ending ending) {
        switch (ending) {
            case REJECTED:
            case NEVER_SENT:
            case STALE_CONNECTION:
            case UNANSWERED:
            case TIMED_OUT:
            case TLS_REFUSED:
                return true;
            default:
                return false;
        }
    }
}
