package io.resil.agent.breaker;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.Judge;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;

/**
 * Judges an attempt by how it ended on the wire, and an answer by its status. One that came without the wire, from a cache
 * or a proxy that opened no tunnel, proves nothing.
 */
public final class StatusJudge implements Judge {

    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;
    private static final int TOO_MANY_REQUESTS = 429;

    private final StatusSet failures;

    /** @param failures the statuses that count as a failure of the service */
    public StatusJudge(StatusSet failures) {
        this.failures = failures;
    }

    @Override
    public Verdict judge(Attempt attempt) {
        Ending ending = attempt.ending();
        if (ending == null) {
            return Verdict.NEUTRAL;
        }
        if (ending == Ending.ANSWERED) {
            return attempt.isRequestWritten() ? ofStatus(attempt.status()) : Verdict.NEUTRAL;
        }
        return ofUnanswered(ending);
    }

    /** What an attempt proves that ended so. */
    public static Verdict ofUnanswered(Ending ending) {
        switch (ending) {
            case NEVER_SENT:
            case UNANSWERED:
            case TIMED_OUT:
            case TLS_REFUSED:
                return Verdict.FAILURE;
            default:
                return Verdict.NEUTRAL;
        }
    }

    /** A 429 speaks of this client and not of the health of the service, unless the configuration says otherwise. */
    private Verdict ofStatus(int status) {
        if (failures.contains(status)) {
            return Verdict.FAILURE;
        }
        boolean provesNothing = status == TOO_MANY_REQUESTS || status == PROXY_AUTHENTICATION_REQUIRED;
        return provesNothing ? Verdict.NEUTRAL : Verdict.SUCCESS;
    }
}
