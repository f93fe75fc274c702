package io.resil.agent.retry;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Places;
import io.resil.agent.call.Policy;
import io.resil.agent.call.Step;
import io.resil.agent.call.Ticker;
import io.resil.agent.timeout.Deadline;
import io.resil.agent.timeout.Limit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Has another attempt made when one fails that may be repeated, after a wait, within all limits. */
public final class Retry implements Policy {

    /** For production: evenly from [0, 1). */
    public static final DoubleSupplier RANDOM = new DoubleSupplier() {
        @Override
        public double getAsDouble() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };

    private static final String BREAKER = "breaker";
    private static final String BUDGET = "budget";
    private static final String DEADLINE = "deadline";
    private static final String MAX_RETRY_AFTER = "max-retry-after";
    private static final String MAX_WAITING = "max-waiting";

    private final RetrySettings settings;
    private final RetryRules rules;
    private final Backoff backoff;
    private final Deadline deadline;
    private final Ticker ticker;
    private final CallListener listener;
    /** Of the calls that wait between attempts. */
    private final Places waiting;

    private final @Nullable RetryBudget budget;

    /**
     * @param deadline of a whole call: no wait goes beyond it
     * @param random draws evenly from [0, 1)
     * @param listener hears of retries, and of those that a limit prevented
     */
    public Retry(RetrySettings settings, Limit deadline, Ticker ticker, DoubleSupplier random, CallListener listener) {
        this(settings, deadline, ticker, random, listener, null);
    }

    /** @param before of the same service, whose waiting calls and budget count here too; null for none */
    public Retry(
            RetrySettings settings,
            Limit deadline,
            Ticker ticker,
            DoubleSupplier random,
            CallListener listener,
            @Nullable Retry before) {
        this.settings = settings;
        this.rules = new RetryRules(settings);
        this.backoff = new Backoff(settings, random);
        this.deadline = new Deadline(deadline);
        this.ticker = ticker;
        this.listener = listener;
        this.waiting = before == null ? new Places(settings.maxWaiting) : before.waiting.resized(settings.maxWaiting);
        this.budget = RetryBudget.create(settings.budget, ticker, before == null ? null : before.budget);
    }

    /**
     * Whether an answer of this status to the attempt under way might be retried, so that it has to be held in memory.
     * A probe's too: whether it failed is judged later.
     */
    public boolean mightRetry(HttpCall call, int status) {
        Attempt attempt = call.attempt();
        return rules.isRetryableAnswer(call, status)
                && call.isReplayable()
                && retries(attempt) < settings.maxRetries
                && RetryRules.isBreakerWilling(attempt, attempt.verdict());
    }

    @Override
    public Step enter(HttpCall call) {
        if (budget != null) {
            budget.add();
        }
        return Step.INWARD;
    }

    @Override
    public Step exit(HttpCall call) {
        Attempt attempt = call.attempt();
        if (attempt.endedAs(Ending.REJECTED)) {
            return handOverPrevious(call, attempt);
        }
        if (!rules.isRetryable(call, attempt)) {
            return handOver(attempt);
        }
        if (attempt.endedAs(Ending.STALE_CONNECTION)) {
            return call.takeStaleRetry() ? retryAtOnce(call, attempt) : handOver(attempt);
        }
        int retries = retries(attempt);
        return retries < settings.maxRetries
                ? retryAfter(call, attempt, backoff.nanos(retries + 1))
                : handOver(attempt);
    }

    @Override
    public void resumed(HttpCall call) {
        waiting.giveBack();
    }

    /** Says nothing about the service, so it neither waits nor counts. */
    private Step retryAtOnce(HttpCall call, Attempt attempt) {
        String limit = limitOf(call, attempt, 0);
        if (limit != null) {
            return denied(call, attempt, limit);
        }
        if (!isAffordable()) {
            return denied(call, attempt, BUDGET);
        }
        listener.retrying(call, attempt, 0);
        call.prepareNextAttempt();
        return Step.INWARD;
    }

    private Step retryAfter(HttpCall call, Attempt attempt, long backoffNanos) {
        long asked = attempt.retryAfterNanos();
        if (asked > settings.maxRetryAfterNanos) {
            return denied(call, attempt, MAX_RETRY_AFTER);
        }
        long wait = backoff.nanos(backoffNanos, asked);
        String limit = limitOf(call, attempt, wait);
        if (limit != null) {
            return denied(call, attempt, limit);
        }
        if (!waiting.tryTake()) {
            return denied(call, attempt, MAX_WAITING);
        }
        if (!isAffordable()) {
            waiting.giveBack();
            return denied(call, attempt, BUDGET);
        }
        listener.retrying(call, attempt, wait);
        return pause(call, wait);
    }

    /** A call that goes on waiting elsewhere gives its place back in {@link #resumed}. */
    private Step pause(HttpCall call, long wait) {
        Step step = Step.OUTWARD;
        try {
            call.prepareNextAttempt();
            step = call.pause(wait);
        } finally {
            if (step != Step.PENDING) {
                waiting.giveBack();
            }
        }
        return step == Step.OUTWARD ? handOver(call.attempt()) : step;
    }

    private @Nullable String limitOf(HttpCall call, Attempt attempt, long wait) {
        if (!RetryRules.isBreakerWilling(attempt, attempt.verdict())) {
            return BREAKER;
        }
        return wait >= deadline.leftNanos(call, ticker.nanos()) ? DEADLINE : null;
    }

    /** Asked last, as the token that it takes is spent. */
    private boolean isAffordable() {
        return budget == null || budget.tryTake();
    }

    /** The retries before this attempt, the one for a stale connection left out. */
    private static int retries(Attempt last) {
        int retries = 0;
        for (Attempt attempt = last.previous(); attempt != null; attempt = attempt.previous()) {
            if (!attempt.endedAs(Ending.STALE_CONNECTION)) {
                retries++;
            }
        }
        return retries;
    }

    private Step denied(HttpCall call, Attempt attempt, String limit) {
        listener.retryDenied(call, attempt, limit);
        return handOver(attempt);
    }

    /** The breaker opened between two attempts: the application gets the last real failure. */
    private Step handOverPrevious(HttpCall call, Attempt rejected) {
        Attempt previous = rejected.previous();
        if (previous == null) {
            return Step.OUTWARD;
        }
        call.fallBackTo(previous);
        return denied(call, previous, BREAKER);
    }

    private static Step handOver(Attempt last) {
        EarlierFailures.suppressIn(last);
        return Step.OUTWARD;
    }

    @Override
    public String toString() {
        return "retry";
    }
}
