package io.resil.agent.breaker;

import io.resil.agent.call.Permit;
import io.resil.agent.call.Verdict;

/**
 * All calls pass. The state without failures, which each epoch begins with, is the permit of all calls of the epoch;
 * those that count failures are other states of the same epoch. So a success with no failure pending changes nothing,
 * and one with failures pending goes back to an object that is there.
 */
final class ClosedState extends State implements Grant {

    private final ClosedState epoch;
    private final int failures;
    private final String openedBecause;

    /** Begins an epoch. */
    ClosedState(CircuitBreaker breaker, long sinceMillis, String reason, String openedBecause) {
        super(breaker, sinceMillis, reason);
        this.epoch = this;
        this.failures = 0;
        this.openedBecause = openedBecause;
    }

    private ClosedState(ClosedState epoch, int failures) {
        super(epoch.breaker, epoch.sinceMillis, epoch.reason);
        this.epoch = epoch;
        this.failures = failures;
        this.openedBecause = epoch.openedBecause;
    }

    @Override
    BreakerState state() {
        return BreakerState.CLOSED;
    }

    @Override
    Admission admission() {
        return epoch;
    }

    @Override
    State after(Permit permit, Verdict verdict, String failure) {
        if (permit != epoch) {
            return this;
        }
        switch (verdict) {
            case SUCCESS:
                return epoch;
            case FAILURE:
                return afterFailure();
            default:
                return this;
        }
    }

    private State afterFailure() {
        int threshold = breaker.settings().failureThreshold;
        int now = failures + 1;
        return now < threshold
                ? new ClosedState(epoch, now)
                : new OpenState(breaker, breaker.now(), "threshold reached: " + now + "/" + threshold);
    }

    @Override
    String openedBecause() {
        return openedBecause;
    }

    @Override
    boolean isLettingPass() {
        return true;
    }

    @Override
    int consecutiveFailures() {
        return failures;
    }

    @Override
    public boolean isProbe() {
        return false;
    }

    @Override
    public boolean isCurrent() {
        return breaker.isLettingPass();
    }
}
