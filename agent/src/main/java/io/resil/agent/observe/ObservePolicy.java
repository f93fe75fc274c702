package io.resil.agent.observe;

import io.resil.agent.breaker.BreakerPolicy;
import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Permit;
import io.resil.agent.call.Places;
import io.resil.agent.call.Policy;
import io.resil.agent.call.Step;
import io.resil.agent.call.Verdict;
import io.resil.agent.call.WouldHave;
import io.resil.agent.fallback.FallbackOutlook;
import io.resil.agent.retry.RetryOutlook;
import io.resil.agent.timeout.TimeoutOutlook;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the place of all policies of a service that is only observed: lets every call pass as it is, and tells what
 * they would have done. The breaker and the places in flight are real ones, and see the calls that they would have let
 * pass; the rest is worked out of how the call really ended.
 *
 * <p>The permit of an attempt says what was foreseen when it began: null for one that would have been rejected.
 * Thread-safe; allocates nothing.
 */
public final class ObservePolicy implements Policy {

    /** Of a service without a breaker. */
    private static final Permit UNASKED = new Permit() {
        @Override
        public boolean isProbe() {
            return false;
        }

        @Override
        public boolean isCurrent() {
            return true;
        }
    };

    private final @Nullable Places places;
    private final @Nullable BreakerPolicy breaker;
    private final @Nullable RetryOutlook retry;
    private final @Nullable TimeoutOutlook timeouts;
    private final @Nullable FallbackOutlook fallback;
    private final CallListener listener;

    /**
     * Of each policy null where the service goes without.
     *
     * @param listener hears what would have been done
     */
    public ObservePolicy(
            @Nullable Places places,
            @Nullable BreakerPolicy breaker,
            @Nullable RetryOutlook retry,
            @Nullable TimeoutOutlook timeouts,
            @Nullable FallbackOutlook fallback,
            CallListener listener) {
        this.places = places;
        this.breaker = breaker;
        this.retry = retry;
        this.timeouts = timeouts;
        this.fallback = fallback;
        this.listener = listener;
    }

    @Override
    public Step enter(HttpCall call) {
        call.attempt().setPermit(foresee(call));
        return Step.INWARD;
    }

    /** In the order in which the policies would have been asked. */
    private @Nullable Permit foresee(HttpCall call) {
        if (places != null && !places.tryTake()) {
            return null;
        }
        if (retry != null) {
            retry.callBegan();
        }
        Permit permit = breaker == null ? UNASKED : breaker.ask(call);
        if (permit == null) {
            giveBackPlace();
        }
        return permit;
    }

    @Override
    public Step exit(HttpCall call) {
        Attempt attempt = call.attempt();
        if (attempt.permit() == null) {
            rejected(call, attempt);
        } else {
            giveBackPlace();
            passed(call, attempt);
        }
        return Step.OUTWARD;
    }

    @Override
    public void abandoned(HttpCall call) {
        if (call.attempt().permit() != null) {
            giveBackPlace();
        }
    }

    private void giveBackPlace() {
        if (places != null) {
            places.giveBack();
        }
    }

    private void rejected(HttpCall call, Attempt attempt) {
        tell(call, WouldHave.BEEN_REJECTED, attempt.nanos());
        if (fallback != null && fallback.wouldAnswer(call, attempt, Ending.REJECTED)) {
            tell(call, WouldHave.FALLEN_BACK, 0);
        }
    }

    private void passed(HttpCall call, Attempt attempt) {
        long abortNanos = timeouts == null ? TimeoutOutlook.NEVER : timeouts.abortNanos(call, attempt);
        if (abortNanos == TimeoutOutlook.NEVER) {
            ended(call, attempt);
        } else {
            tell(call, WouldHave.TIMED_OUT, attempt.nanos() - abortNanos);
            aborted(call, attempt, abortNanos);
        }
    }

    /** As it did. */
    private void ended(HttpCall call, Attempt attempt) {
        Ending ending = attempt.ending();
        Verdict verdict = attempt.verdict();
        record(attempt, verdict, attempt.nanos(), null);
        if (ending != null) {
            goOn(call, ending, verdict, attempt.nanos(), null);
        }
    }

    /** Long before it did. */
    private void aborted(HttpCall call, Attempt attempt, long nanos) {
        Ending ending = TimeoutOutlook.ending(attempt, nanos);
        Verdict verdict = StatusJudge.ofUnanswered(ending);
        record(attempt, verdict, nanos, "timed out");
        goOn(call, ending, verdict, nanos, ending);
    }

    private void record(Attempt attempt, Verdict verdict, long nanos, @Nullable String failure) {
        if (breaker != null) {
            breaker.record(attempt, verdict, nanos, failure);
        }
    }

    /**
     * What would have followed. A retry might have had an answer, so what would have been retried is not known to end with
     * the fallback.
     *
     * @param nanos how long the attempt would have taken
     * @param instead of how the attempt did end; null when it would have ended as it did
     */
    private void goOn(HttpCall call, Ending ending, Verdict verdict, long nanos, @Nullable Ending instead) {
        Attempt attempt = call.attempt();
        if (retry != null && retry.wouldRetry(call, attempt, ending, verdict, attempt.startedAt() + nanos)) {
            tell(call, WouldHave.BEEN_RETRIED, 0);
        } else if (fallback != null && fallback.wouldAnswer(call, attempt, instead)) {
            tell(call, WouldHave.FALLEN_BACK, 0);
        }
    }

    private void tell(HttpCall call, WouldHave been, long nanos) {
        listener.observed(call, call.attempt(), been, call.holdsThread() ? nanos : 0);
    }

    @Override
    public String toString() {
        return "observe";
    }
}
