package io.resil.agent.retry;

/** How many retries a service may have for its calls. Immutable. */
public final class BudgetSettings {

    /** What each call adds; 0 or more. */
    public final double ratio;

    /** What flows in per second besides; 0 or more. */
    public final double minPerSecond;

    public BudgetSettings(double ratio, double minPerSecond) {
        this.ratio = ratio;
        this.minPerSecond = minPerSecond;
    }
}
