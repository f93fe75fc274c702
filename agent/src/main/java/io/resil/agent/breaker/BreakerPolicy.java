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
        if (admission instanceof Rejection) {
            reject(call, (Rejection) admission, guard);
            return Step.OUTWARD;
        }
        call.attempt().setPermit((Grant) admission);
        return Step.INWARD;
    }

    @Override
    public Step exit(HttpCall call) {
        Attempt attempt = call.attempt();
        Permit permit = attempt.permit();
        if (permit != null) {
            boolean isFailedProbe = permit.isProbe() && attempt.verdict() == Verdict.FAILURE;
            long nanos = attempt.nanos();
            ((Grant) permit)
                    .breaker()
                    .record(
                            permit,
                            attempt.verdict(),
                            nanos,
                            attempt.startedAt() + nanos,
                            isFailedProbe ? describe(attempt) : "");
        }
        return Step.OUTWARD;
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
