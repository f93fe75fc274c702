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

/** Asks the breaker of a service before each attempt, and tells it the outcome after. */
public final class BreakerPolicy implements Policy {

    private static final int TRACES_PER_SECOND = 10;

    private final CircuitBreaker breaker;
    private final String id;
    private final Ticker ticker;
    private final RejectionText text;
    private final TraceLimit traces;

    /**
     * @param id of the service
     * @param name of the service in messages
     */
    public BreakerPolicy(CircuitBreaker breaker, String id, String name, Ticker ticker) {
        this.breaker = breaker;
        this.id = id;
        this.ticker = ticker;
        this.text = new RejectionText(name);
        this.traces = new TraceLimit(TRACES_PER_SECOND, ticker.nanos());
    }

    @Override
    public Step enter(HttpCall call) {
        Admission admission = breaker.tryAcquire();
        if (admission instanceof Rejection) {
            call.attempt().end(Ending.REJECTED, unavailable((Rejection) admission));
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
            breaker.record(
                    permit,
                    attempt.verdict(),
                    nanos,
                    attempt.startedAt() + nanos,
                    isFailedProbe ? describe(attempt) : "");
        }
        return Step.OUTWARD;
    }

    private ServiceUnavailableException unavailable(Rejection rejection) {
        long now = ticker.nanos();
        long nanos = rejection.nanosUntilProbe(now);
        return new ServiceUnavailableException(
                id, rejection.state().name(), nanos, text.of(rejection, nanos), traces.tryTake(now));
    }

    private static String describe(Attempt attempt) {
        return attempt.failure() == null ? "status " + attempt.status() : FailureText.reason(attempt);
    }

    @Override
    public String toString() {
        return "breaker";
    }
}
