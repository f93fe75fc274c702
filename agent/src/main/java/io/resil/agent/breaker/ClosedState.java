package io.resil.agent.breaker;

import io.resil.agent.call.Permit;
import io.resil.agent.call.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * All calls pass. The state that an epoch begins with is the permit of all its calls; those that count failures are other
 * states of the same epoch, as are those by other settings. A success with no failure pending changes nothing, and one
 * with failures pending goes back to the state without any, which is there.
 */
final class ClosedState extends State implements Grant {

    private final ClosedState epoch;

    /** The state of this epoch, by these settings, without failures. */
    private final ClosedState calm;

    private final int failures;
    private final String openedBecause;
    private final @Nullable Rates rates;

    /** Begins an epoch. */
    ClosedState(
            CircuitBreaker breaker, BreakerSettings settings, long sinceMillis, String reason, String openedBecause) {
        super(breaker, settings, sinceMillis, reason);
        this.epoch = this;
        this.calm = this;
        this.failures = 0;
        this.openedBecause = openedBecause;
        this.rates = Rates.create(settings, breaker, null);
    }

    private ClosedState(ClosedState calm, int failures) {
        super(calm.breaker, calm.settings, calm.sinceMillis, calm.reason);
        this.epoch = calm.epoch;
        this.calm = calm;
        this.failures = failures;
        this.openedBecause = calm.openedBecause;
        this.rates = calm.rates;
    }

    /** Without failures, by other settings. */
    private ClosedState(ClosedState epoch, BreakerSettings settings, @Nullable Rates rates) {
        super(epoch.breaker, settings, epoch.sinceMillis, epoch.reason);
        this.epoch = epoch;
        this.calm = this;
        this.failures = 0;
        this.openedBecause = epoch.openedBecause;
        this.rates = rates;
    }

    /** A threshold at or below the failures so far opens at the next one: nothing has failed now. */
    @Override
    State with(BreakerSettings newSettings) {
        Rates kept = Rates.create(newSettings, breaker, rates);
        ClosedState newCalm = new ClosedState(epoch, newSettings, kept);
        return failures == 0 ? newCalm : new ClosedState(newCalm, failures);
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
        int threshold = settings.failureThreshold;
        if (now >= threshold) {
            return opened("threshold reached: " + now + "/" + threshold);
        }
        if (brokenRule != null) {
            return opened(brokenRule);
        }
        return now == 0 ? calm : new ClosedState(calm, now);
    }

    private State opened(String because) {
        long now = breaker.now();
        return new OpenState(breaker, settings, Outage.begun(now, because), now);
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
