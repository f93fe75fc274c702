package io.resil.agent.breaker;

import io.resil.agent.call.Verdict;
import org.jspecify.annotations.Nullable;

/** Holds the calls of one epoch against the rules on shares of calls. Thread-safe and without locks. */
final class Rates {

    private final @Nullable WatchedRate failures;
    private final @Nullable WatchedRate slowCalls;
    private final long longerThanNanos;

    private Rates(@Nullable RateRule failureRate, @Nullable SlowCallRule slowCall, long now) {
        this.failures = failureRate == null ? null : new WatchedRate(failureRate, "failure rate", "", now);
        this.slowCalls = slowCall == null ? null : new WatchedRate(slowCall.rate, "slow calls", meaning(slowCall), now);
        this.longerThanNanos = slowCall == null ? 0 : slowCall.longerThanNanos;
    }

    private static String meaning(SlowCallRule rule) {
        return " took longer than " + WatchedRate.duration(rule.longerThanNanos);
    }

    /**
     * Begins to count now.
     *
     * @return null when the breaker has no such rule
     */
    static @Nullable Rates create(CircuitBreaker breaker) {
        BreakerSettings settings = breaker.settings();
        return settings.failureRate == null && settings.slowCall == null
                ? null
                : new Rates(settings.failureRate, settings.slowCall, breaker.now());
    }

    /**
     * Counts a call.
     *
     * @param nanos how long it took
     * @param now when it ended
     * @return in words, how it broke a rule; null when it did not
     */
    @Nullable
    String broken(Verdict verdict, long nanos, long now) {
        if (verdict == Verdict.NEUTRAL) {
            return null;
        }
        String tooManyFailed = failures == null ? null : failures.broken(verdict == Verdict.FAILURE, now);
        String tooManySlow = slowCalls == null ? null : slowCalls.broken(nanos > longerThanNanos, now);
        return tooManyFailed == null ? tooManySlow : tooManyFailed;
    }
}
