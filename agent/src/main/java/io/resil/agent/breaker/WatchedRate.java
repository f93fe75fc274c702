package io.resil.agent.breaker;

import org.jspecify.annotations.Nullable;

/**
 * A rule and the calls it is held against. It is judged when a call is bad: its share grows by no other. Thread-safe and
 * without locks.
 */
final class WatchedRate {

    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1000 * MILLI;

    private final RateRule rule;
    private final String name;
    private final String meaning;
    private final CallWindow window;

    /**
     * @param name of the rule, in words
     * @param meaning what is bad, in words, beginning with a blank; empty when the name says it
     */
    WatchedRate(RateRule rule, String name, String meaning, long now) {
        this.rule = rule;
        this.name = name;
        this.meaning = meaning;
        this.window = new CallWindow(rule.windowNanos, now);
    }

    /**
     * Counts a call.
     *
     * @param now when it ended, {@link io.resil.agent.call.Ticker} nanoseconds
     * @return in words, how it broke the rule; null when it did not
     */
    @Nullable
    String broken(boolean isBad, long now) {
        window.add(isBad, now);
        if (!isBad) {
            return null;
        }
        long counts = window.counts(now);
        long bad = CallWindow.bad(counts);
        long calls = CallWindow.calls(counts);
        return rule.isBrokenBy(bad, calls) ? text(bad, calls) : null;
    }

    boolean isBy(RateRule other) {
        return rule.isSameAs(other);
    }

    /** Such as {@code failure rate: 12 of 20 calls in 30s (60 %, limit 50 %)}. */
    private String text(long bad, long calls) {
        return name + ": " + bad + " of " + calls + " calls in " + duration(rule.windowNanos) + meaning + " ("
                + bad * 100 / calls + " %, limit " + rule.percent + " %)";
    }

    /** As it is written in a configuration: {@code 30s}, {@code 1500ms}. */
    static String duration(long nanos) {
        return nanos % SECOND == 0 ? nanos / SECOND + "s" : nanos / MILLI + "ms";
    }
}
