package io.resil.agent.breaker;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.FailureText;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Permit;
import io.resil.agent.call.Policy;
import io.resil.agent.call.Step;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Verdict;
import io.resil.api.ServiceUnavailableException;
import org.jspecify.annotations.Nullable;

/** Asks the breaker of a service, or of an origin of it, before each attempt, and tells it the outcome after. */
public final class BreakerPolicy implements Policy {

    private static final int TRACES_PER_SECOND = 10;

    private final Guards guards;
    private final String id;
    private final Ticker ticker;
    private final TraceLimit traces;

    /**
     * One breaker for all calls.
     *
     * @param id of the service
     * @param name of the service in messages
     */
    public BreakerPolicy(CircuitBreaker breaker, String id, String name, Ticker ticker) {
        this(always(new Guard(breaker, new RejectionText(name))), id, ticker);
    }

    /** @param id of the service */
    public BreakerPolicy(OriginBreakers breakers, String id, Ticker ticker) {
        this((Guards) breakers, id, ticker);
    }

    private BreakerPolicy(Guards guards, String id, Ticker ticker) {
        this.guards = guards;
        this.id = id;
        this.ticker = ticker;
        this.traces = new TraceLimit(TRACES_PER_SECOND, ticker.nanos());
    }

    private static Guards always(Guard guard) {
        return new Guards() {
            @Override
            public Guard of(HttpCall call) {
                return guard;
            }
        };
    }

    @Override
    public Step enter(HttpCall call) {
        Guard guard = guards.of(call);
        Admission admission = guard.breaker.tryAcquire();
        Grant grant = admission.grant();
        if (grant == null) {
            reject(call, (Rejection) admission, guard);
            return Step.OUTWARD;
        }
        call.attempt().setPermit(grant);
        return Step.INWARD;
    }

    /**
     * Asks the breaker in the way of the call, and leaves the call alone.
     *
     * @return null when it would not let the call pass
     */
    public @Nullable Permit ask(HttpCall call) {
        return guards.of(call).breaker.tryAcquire().grant();
    }

    @Override
    public Step exit(HttpCall call) {
        Attempt attempt = call.attempt();
        record(attempt, attempt.verdict(), attempt.nanos(), null);
        return Step.OUTWARD;
    }

    /**
     * Tells the breaker that let an attempt pass how it ended; nothing where none did.
     *
     * @param nanos how long it took
     * @param failure what failed, in words; null for what the attempt says of itself
     */
    public void record(Attempt attempt, Verdict verdict, long nanos, @Nullable String failure) {
        Permit permit = attempt.permit();
        if (permit instanceof Grant) {
            boolean isFailedProbe = permit.isProbe() && verdict == Verdict.FAILURE;
            String reason = !isFailedProbe ? "" : failure == null ? describe(attempt) : failure;
            ((Grant) permit).breaker().record(permit, verdict, nanos, attempt.startedAt() + attempt.nanos(), reason);
        }
    }

    private void reject(HttpCall call, Rejection rejection, Guard guard) {
        long now = ticker.nanos();
        long nanos = rejection.nanosUntilProbe(now);
        String message = guard.text.of(rejection, nanos);
        boolean answers = guard.breaker.settings().answersWhenOpen && call.takesLocalAnswers();
        boolean withTrace = !answers && traces.tryTake(now);
        Attempt attempt = call.attempt();
        attempt.end(
                Ending.REJECTED,
                new ServiceUnavailableException(id, rejection.state().name(), nanos, message, withTrace));
        if (answers) {
            attempt.answerWith(OpenAnswer.of(nanos, message));
        }
    }

    private static String describe(Attempt attempt) {
        return attempt.failure() == null ? "status " + attempt.status() : FailureText.reason(attempt);
    }

    @Override
    public String toString() {
        return "breaker";
    }
}
