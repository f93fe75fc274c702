package io.resil.agent.retry;

import io.resil.agent.call.StatusSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings of the retries of a service. Immutable. */
public final class RetrySettings {

    /** Attempts after the first; 1 or more. */
    public final int maxRetries;

    /** The first wait, nanoseconds; 0 or more. */
    public final long backoffNanos;

    /** What each further wait is multiplied by; 1 or more. */
    public final double multiplier;

    /** The longest wait, nanoseconds. */
    public final long maxBackoffNanos;

    /** Each wait {@code w} is drawn from [(1-jitter)*w, (1+jitter)*w]; 0 to 1. */
    public final double jitter;

    /** Answers that may be retried. */
    public final StatusSet statuses;

    /** Methods, upper case, retried after such an answer: the idempotent ones (RFC 9110 9.2.2). */
    public final Set<String> methods;

    /** Methods, upper case, retried also when sent and no answer came: the safe ones (RFC 9110 9.2.1). */
    public final Set<String> unansweredMethods;

    /** Whether a response timeout is retried like any other missing answer. */
    public final boolean timeouts;

    /** The longest {@code Retry-After} that is waited for, nanoseconds. */
    public final long maxRetryAfterNanos;

    /** Calls of the service that may wait between attempts at once; 0 or more. */
    public final int maxWaiting;

    /** Null: none. */
    public final @Nullable BudgetSettings budget;

    /** Without a budget. */
    public RetrySettings(
            int maxRetries,
            long backoffNanos,
            double multiplier,
            long maxBackoffNanos,
            double jitter,
            StatusSet statuses,
            Set<String> methods,
            Set<String> unansweredMethods,
            boolean timeouts,
            long maxRetryAfterNanos,
            int maxWaiting) {
        this(
                maxRetries,
                backoffNanos,
                multiplier,
                maxBackoffNanos,
                jitter,
                statuses,
                methods,
                unansweredMethods,
                timeouts,
                maxRetryAfterNanos,
                maxWaiting,
                null);
    }

    public RetrySettings(
            int maxRetries,
            long backoffNanos,
            double multiplier,
            long maxBackoffNanos,
            double jitter,
            StatusSet statuses,
            Set<String> methods,
            Set<String> unansweredMethods,
            boolean timeouts,
            long maxRetryAfterNanos,
            int maxWaiting,
            @Nullable BudgetSettings budget) {
        this.maxRetries = maxRetries;
        this.backoffNanos = backoffNanos;
        this.multiplier = multiplier;
        this.maxBackoffNanos = maxBackoffNanos;
        this.jitter = jitter;
        this.statuses = statuses;
        this.methods = methods;
        this.unansweredMethods = unansweredMethods;
        this.timeouts = timeouts;
        this.maxRetryAfterNanos = maxRetryAfterNanos;
        this.maxWaiting = maxWaiting;
        this.budget = budget;
    }
}
