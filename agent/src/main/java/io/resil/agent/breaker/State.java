package io.resil.agent.breaker;

import io.resil.agent.call.Permit;
import io.resil.agent.call.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a breaker knows at one moment. Immutable: it is only ever replaced, by compare-and-set. The methods say what it
 * would be replaced by and change nothing themselves, but that {@link #counted} adds to the counters of an epoch.
 */
abstract class State {

    final CircuitBreaker breaker;

    /** By which it goes on from here; in the state, so that no transition mixes old ones with new. */
    final BreakerSettings settings;

    /** Wall-clock milliseconds at which the breaker entered it. */
    final long sinceMillis;

    /** Why the breaker entered it. */
    final String reason;

    State(CircuitBreaker breaker, BreakerSettings settings, long sinceMillis, String reason) {
        this.breaker = breaker;
        this.settings = settings;
        this.sinceMillis = sinceMillis;
        this.reason = reason;
    }

    abstract BreakerState state();

    /** The same state, going on by other settings: what was permitted stays so, and a time that is running stays as it is. */
    abstract State with(BreakerSettings newSettings);

    /** What a call gets for which {@link #probing} has no place. */
    abstract Admission admission();

    /** The state that has a call that asks now as its probe; null when it has no place for one. */
    @Nullable
    ProbingState probing() {
        return null;
    }

    /**
     * Counts an attempt where shares of calls are watched, in the epoch that admitted it.
     *
     * @param nanos how long it took
     * @param now when it ended, {@link io.resil.agent.call.Ticker} nanoseconds
     * @return in words, which rule on them it broke; null when none
     */
    @Nullable
    String counted(Permit permit, Verdict verdict, long nanos, long now) {
        return null;
    }

    /**
     * The state after the outcome of an attempt; this one when the outcome moves nothing.
     *
     * @param failure what failed, for a verdict of failure
     * @param brokenRule what {@link #counted} said of it
     */
    State after(Permit permit, Verdict verdict, String failure, @Nullable String brokenRule) {
        return this;
    }

    /** Why the breaker opened last; empty when it never did. */
    abstract String openedBecause();

    /** Whether calls pass without being probes. */
    boolean isLettingPass() {
        return false;
    }

    int consecutiveFailures() {
        return 0;
    }

    /** Nanoseconds until a probe may be sent, 0 for at once, -1 when the state knows no probe. */
    long nanosUntilPlace(long now) {
        return -1;
    }

    /** Nanoseconds since the breaker opened; 0 when it is not open. */
    long nanosOpen(long now) {
        return 0;
    }
}
