package io.resil.simulation;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Ticker;
import io.resil.agent.retry.BudgetSettings;

/**
 * Counts from outside how far retries ever ran ahead of the share that a budget allows them: over the worst stretch of
 * time, whenever it began and ended.
 */
final class RetryCount implements CallListener {

    private final BudgetSettings budget;
    private final Ticker ticker;
    private double share;
    private long retries;
    private double least;
    private double most;

    RetryCount(BudgetSettings budget, Ticker ticker) {
        this.budget = budget;
        this.ticker = ticker;
    }

    @Override
    public void callStarted(HttpCall call) {
        share += budget.ratio;
    }

    @Override
    public void retrying(HttpCall call, Attempt failed, long waitNanos) {
        double ahead = retries - share - budget.minPerSecond * ticker.nanos() / 1e9;
        least = Math.min(least, ahead); // it only falls between retries: here is the low from which a stretch begins
        retries++;
        most = Math.max(most, ahead + 1 - least);
    }

    double mostBeyondBudget() {
        return most;
    }
}
