package io.resil.agent.stats;

import io.resil.agent.call.Ticker;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a breaker was in each state, on the monotonic clock, so that a wall clock that is set harms nothing.
 *
 * <p>It is not told the states but looks at the breaker whenever that may have changed: threads that come to tell of two
 * transitions may overtake each other, and the one that looks last sees the last state. So it also follows a service that is
 * now enforced and now observed, and the worst of many origins. Thread-safe; never moves back but by a reset.
 */
public final class StateClock {

    /** What is looked at: called under a lock, so it only reads. */
    public interface Source {
        /** The name of its state. */
        String state();
    }

    private static final String[] STATES = {"CLOSED", "OPEN", "HALF_OPEN", "FORCED_OPEN", "DISABLED"};
    private static final int NONE = -1;

    private final Ticker ticker;
    private final long[] nanos = new long[STATES.length];
    private @Nullable Source source;
    private int current = NONE;
    private long lookedAt;

    StateClock(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Begins with what the source is in now; until then no time is counted. */
    public synchronized void follow(Source newSource) {
        source = newSource;
        look();
    }

    /** The state may be another one now. */
    public synchronized void look() {
        if (source != null) {
            long now = ticker.nanos();
            if (current != NONE) {
                nanos[current] += now - lookedAt;
            }
            lookedAt = now;
            current = Arrays.asList(STATES).indexOf(source.state());
        }
    }

    /** Of each state, also of those it never was in. */
    synchronized Map<String, Double> seconds() {
        look();
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (int i = 0; i < STATES.length; i++) {
            seconds.put(STATES[i], (double) nanos[i] / TimeUnit.SECONDS.toNanos(1));
        }
        return seconds;
    }

    synchronized void reset() {
        look();
        Arrays.fill(nanos, 0);
    }
}
