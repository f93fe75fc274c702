package io.resil.agent.breaker;

import io.resil.agent.call.Permit;
import io.resil.agent.call.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * All calls pass. The state without failures, which each epoch begins with, is the permit of all calls of the epoch;
 * those that count failures are other states of the same epoch. So a success with no failure pending changes nothing,
 * and one with failures pending goes back to an object that is there.
 */
final class ClosedState extends State implements Grant {

    private final ClosedState epoch;
    private final int failures;
    private final String openedBecause;
    private final @Nullable Rates rates;

    /** Begins an epoch. */
    ClosedState(CircuitBreaker breaker, long sinceMillis, String reason, String openedBecause) {
        super(breaker, sinceMillis, reason);
        this.epoch = this;
        this.failures = 0;
        this.openedBecause = openedBecause;
        this.rates = Rates.create(breaker);
    }

    private ClosedState(ClosedState epoch, int failures) {
        super(epoch.breaker, epoch.sinceMillis, epoch.reason);
        this.epoch = epoch;
        this.failures = failures;
        this.openedBecause = epoch.openedBecause;
        this.rates = epoch.rates;
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
    @Nullable
    String counted(Permit permit, Verdict verdict, long nanos, long now) {
        return rates == null || permit != epoch ? null : rates.broken(verdict, nanos, now);
    }

    @Override
    State after(Permit permit, Verdict verdict, String failure, @Nullable String brokenRule) {
        if (permit != epoch || verdict == Verdict.NEUTRAL) {
            return this;
        }
        int now = verdict == Verdict.FAILURE ? failures + 1 : 0;
        int threshold = breaker.settings().failureThreshold;
        if (now >= threshold) {
            return opened("threshold reached: " + now + "/" + threshold);
        }
        if (brokenRule != null) {
            return opened(brokenRule);
        }
        return now == 0 ? epoch : new ClosedState(epoch, now);
    }

    private State opened(String because) {
        long now = breaker.now();
        return new OpenState(breaker, Outage.begun(now, because), now);
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
    public CircuitBreaker breaker() {
        return breaker;
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
