package io.resil.agent.retry;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Permit;
import io.resil.agent.call.Policy;
import io.resil.agent.call.Step;
import io.resil.agent.call.Ticker;
import io.resil.agent.timeout.Deadline;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;

/** Sends a failed call again, if it may be, after a wait. Thread-safe; the state of a call is in the call. */
public final class Retry implements Policy {

    private final RetrySettings settings;
    private final RetryRules rules;
    private final Backoff backoff;
    private final Deadline deadline;
    private final Ticker ticker;
    private final CallListener listener;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param deadline a wait that would pass it is not begun
     * @param random draws from [0, 1)
     */
    public Retry(
            RetrySettings settings, Deadline deadline, Ticker ticker, DoubleSupplier random, CallListener listener) {
        this.settings = settings;
        this.rules = new RetryRules(settings);
        this.backoff = new Backoff(settings, random);
        this.deadline = deadline;
        this.ticker = ticker;
        this.listener = listener;
    }

    @Override
    public Step enter(HttpCall call) {
        return Step.INWARD;
    }

    @Override
    public Step exit(HttpCall call) {
        Attempt failed = call.attempt();
        if (failed.endedAs(Ending.REJECTED) && failed.previous() != null) {
            call.fallBackTo(failed.previous()); // the breaker opened meanwhile: the last real outcome
            return handOver(call);
        }
        return rules.allows(call, failed) && mayPass(failed) ? retry(call, failed) : handOver(call);
    }

    /** A failed probe is not retried, and what the breaker would reject is not waited for. */
    private static boolean mayPass(Attempt failed) {
        Permit permit = failed.permit();
        return permit == null || (permit.isCurrent() && !permit.isProbe());
    }

    private Step retry(HttpCall call, Attempt failed) {
        if (failed.endedAs(Ending.STALE_CONNECTION)) {
            return call.takeStaleRetry() ? again(call, failed, 0) : handOver(call);
        }
        int retries = retriesBefore(failed);
        if (retries >= settings.maxRetries) {
            return handOver(call);
        }
        long wait = waitAfter(failed, retries);
        if (wait < 0) {
            return denied(call, failed, "max-retry-after");
        }
        if (wait >= deadline.leftNanos(call, ticker.nanos())) {
            return denied(call, failed, "deadline");
        }
        return again(call, failed, wait);
    }

    /** The immediate retry of a stale connection is not one of the configured ones. */
    private static int retriesBefore(Attempt failed) {
        int retries = failed.number() - 1;
        for (Attempt earlier = failed.previous(); earlier != null; earlier = earlier.previous()) {
            if (earlier.endedAs(Ending.STALE_CONNECTION)) {
                retries--;
            }
        }
        return retries;
    }

    /** Negative when the response asked for more than is waited for. */
    private long waitAfter(Attempt failed, int retries) {
        long wait = backoff.nanos(retries);
        long asked = failed.retryAfterNanos();
        if (asked > settings.maxRetryAfterNanos) {
            return -1;
        }
        return asked > wait ? backoff.nanosAsked(asked) : wait;
    }

    private Step again(HttpCall call, Attempt failed, long wait) {
        if (wait > 0 && !takePlaceToWait()) {
            return denied(call, failed, "max-waiting");
        }
        listener.retrying(call, failed, wait);
        call.prepareNextAttempt();
        if (wait <= 0) {
            return Step.INWARD;
        }
        Step step = call.pause(wait);
        if (step == Step.PENDING) {
            return step; // the place is given back when the call is resumed
        }
        waiting.decrementAndGet();
        return step == Step.INWARD ? step : handOver(call);
    }

    private boolean takePlaceToWait() {
        boolean taken = waiting.incrementAndGet() <= settings.maxWaiting;
        if (!taken) {
            waiting.decrementAndGet();
        }
        return taken;
    }

    @Override
    public void resumed(HttpCall call) {
        waiting.decrementAndGet();
    }

    private Step denied(HttpCall call, Attempt failed, String limit) {
        listener.retryDenied(call, failed, limit);
        return handOver(call);
    }

    /** What the application gets carries what went before it. */
    private static Step handOver(HttpCall call) {
        Attempt last = call.attempt();
        Throwable failure = last.failure();
        if (failure != null && last.previous() != null) {
            Suppression.of(last.previous(), failure);
        }
        return Step.OUTWARD;
    }

    /**
     * Whether an answer of that status to the attempt under way might be retried, and so must be held. True also where a
     * limit that is only known after the wait will decide otherwise.
     */
    public boolean mightRetry(HttpCall call, int status) {
        Attempt current = call.attempt();
        return rules.allowsStatus(call, status) && retriesBefore(current) < settings.maxRetries && mayPass(current);
    }

    @Override
    public String toString() {
        return "retry " + settings.maxRetries;
    }
}
