package io.resil.agent.breaker;

import io.resil.agent.call.Verdict;
import org.jspecify.annotations.Nullable;

/** Holds the calls of one epoch against the rules on shares of calls. Thread-safe and without locks. */
final class Rates {

    private final @Nullable WatchedRate failures;
    private final @Nullable WatchedRate slowCalls;
    private final long longerThanNanos;

    private Rates(@Nullable WatchedRate failures, @Nullable WatchedRate slowCalls, long longerThanNanos) {
        this.failures = failures;
        this.slowCalls = slowCalls;
        this.longerThanNanos = longerThanNanos;
    }

    private static String meaning(SlowCallRule rule) {
        return " took longer than " + WatchedRate.duration(rule.longerThanNanos);
    }

    /**
     * Begins to count now; goes on with the counts for each rule that is as it was.
     *
     * @param before null for none
     * @return null when there is no such rule
     */
    static @Nullable Rates create(BreakerSettings settings, CircuitBreaker breaker, @Nullable Rates before) {
        RateRule failureRate = settings.failureRate;
        SlowCallRule slowCall = settings.slowCall;
        if (failureRate == null && slowCall == null) {
            return null;
        }
        long now = breaker.now();
        long longerThan = slowCall == null ? 0 : slowCall.longerThanNanos;
        WatchedRate failures = failureRate == null || before == null ? null : before.failuresBy(failureRate);
        WatchedRate slowCalls = slowCall == null || before == null ? null : before.slowCallsBy(slowCall);
        if (failureRate != null && failures == null) {
            failures = new WatchedRate(failureRate, "failure rate", "", now);
        }
        if (slowCall != null && slowCalls == null) {
            slowCalls = new WatchedRate(slowCall.rate, "slow calls", meaning(slowCall), now);
        }
        return new Rates(failures, slowCalls, longerThan);
    }

    private @Nullable WatchedRate failuresBy(RateRule rule) {
        return failures != null && failures.isBy(rule) ? failures : null;
    }

    private @Nullable WatchedRate slowCallsBy(SlowCallRule rule) {
        return slowCalls != null && slowCalls.isBy(rule.rate) && longerThanNanos == rule.longerThanNanos
                ? slowCalls
                : null;
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
