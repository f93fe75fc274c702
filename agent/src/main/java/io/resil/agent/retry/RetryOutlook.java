package io.resil.agent.retry;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Verdict;
import io.resil.agent.timeout.Deadline;
import io.resil.agent.timeout.Limit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says of the only attempt of a call whether {@link Retry} would have had another made. Where chance decides, it takes the
 * longest wait there may be: what it says would have been retried certainly would. It does not know how many calls would
 * have been waiting, nor whether an answer had been small enough to be held. Thread-safe.
 */
public final class RetryOutlook {

    private static final DoubleSupplier LONGEST = new DoubleSupplier() {
        @Override
        public double getAsDouble() {
            return 1;
        }
    };

    private final RetrySettings settings;
    private final RetryRules rules;
    private final Backoff backoff;
    private final Deadline deadline;
    private final @Nullable RetryBudget budget;

    /**
     * @param deadline of a whole call
     * @param before of the same service, whose budget goes on; null for none
     */
    public RetryOutlook(RetrySettings settings, Limit deadline, Ticker ticker, @Nullable RetryOutlook before) {
        this.settings = settings;
        this.rules = new RetryRules(settings);
        this.backoff = new Backoff(settings, LONGEST);
        this.deadline = new Deadline(deadline);
        this.budget = RetryBudget.create(settings.budget, ticker, before == null ? null : before.budget);
    }

    /** A call of the application begins. */
    public void callBegan() {
        if (budget != null) {
            budget.add();
        }
    }

    /**
     * Whether the attempt would have been followed by another.
     *
     * @param ending how it would have ended; where that is with an answer, it is the attempt's own
     * @param verdict on that
     * @param now when it would have ended, {@link Ticker} nanoseconds
     */
    public boolean wouldRetry(HttpCall call, Attempt attempt, Ending ending, Verdict verdict, long now) {
        return rules.isRetryable(call, attempt, ending)
                && RetryRules.isBreakerWilling(attempt, verdict)
                && isInTime(call, attempt, ending, now)
                && (budget == null || budget.tryTake());
    }

    private boolean isInTime(HttpCall call, Attempt attempt, Ending ending, long now) {
        long left = deadline.leftNanos(call, now);
        if (ending == Ending.STALE_CONNECTION) {
            return left > 0;
        }
        long asked = ending == Ending.ANSWERED ? attempt.retryAfterNanos() : -1;
        return settings.maxWaiting > 0
                && asked <= settings.maxRetryAfterNanos
                && backoff.nanos(backoff.nanos(1), asked) < left;
    }
}
