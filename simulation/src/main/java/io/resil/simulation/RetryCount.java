package io.resil.simulation;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Ticker;

/**
 * Counts calls and retries from outside, and how far retries ever ran ahead of the share of load that a budget allows
 * them: over the worst stretch of time, whenever it began and ended.
 */
final class RetryCount implements CallListener {

    /** The built-in budget: what each call adds, and each second. */
    static final double RATIO = 0.2;

    static final double MIN_PER_SECOND = 10;

    private final Ticker ticker;
    private long calls;
    private long retries;
    private double leastBalance;
    private double mostAhead;

    RetryCount(Ticker ticker) {
        this.ticker = ticker;
    }

    @Override
    public void callStarted(HttpCall call) {
        calls++;
    }

    @Override
    public void retrying(HttpCall call, Attempt failed, long waitNanos) {
        double before = retries - RATIO * calls - MIN_PER_SECOND * ticker.nanos() / 1e9;
        leastBalance = Math.min(leastBalance, before);
        retries++;
        mostAhead = Math.max(mostAhead, before + 1 - leastBalance);
    }

    long calls() {
        return calls;
    }

    long retries() {
        return retries;
    }

    /** The most retries in any stretch of time beyond its calls' and its seconds' share. */
    double mostAhead() {
        return mostAhead;
    }
}
