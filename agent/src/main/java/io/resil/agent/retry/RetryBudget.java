package io.resil.agent.retry;

import io.resil.agent.call.Ticker;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Keeps retries from multiplying the load on a service that is in trouble: a bucket of at most 100 tokens, full at start.
 * Each call adds a share of one, some flow in with time, and each retry takes one.
 *
 * <p>Thread-safe, without locks; allocates nothing, and writes nothing while the bucket is full. A clock that steps back
 * adds nothing, one that leaps ahead fills the bucket at most.
 */
final class RetryBudget {

    private static final long SECOND = 1_000_000_000L;

    /** Tokens are counted in billionths, so that what flows in per nanosecond is a whole number for whole rates. */
    private static final long TOKEN = 1_000_000_000L;

    private static final long FULL = 100 * TOKEN;

    private final long perCall;
    private final double perNano;
    private final Ticker ticker;
    private final AtomicLong level;
    /** Up to when what flows in with time was added: done where a token is asked for, as nothing else needs to know. */
    private final AtomicLong flowedUntil;

    RetryBudget(BudgetSettings settings, Ticker ticker) {
        this(settings, ticker, new AtomicLong(FULL), new AtomicLong(ticker.nanos()));
    }

    private RetryBudget(BudgetSettings settings, Ticker ticker, AtomicLong level, AtomicLong flowedUntil) {
        this.level = level;
        this.flowedUntil = flowedUntil;
        this.perCall = (long) Math.min(FULL, settings.ratio * TOKEN);
        this.perNano = settings.minPerSecond;
        this.ticker = ticker;
    }

    /**
     * The budget of a service that goes on by other settings.
     *
     * @param settings null for none
     * @param before the bucket of which goes on; null for none
     */
    static @Nullable RetryBudget create(
            @Nullable BudgetSettings settings, Ticker ticker, @Nullable RetryBudget before) {
        if (settings == null) {
            return null;
        }
        return before == null
                ? new RetryBudget(settings, ticker)
                : new RetryBudget(settings, ticker, before.level, before.flowedUntil);
    }

    /** A call of the application begins. */
    void add() {
        add(perCall);
    }

    /** Takes the token of one retry; false when there is none. */
    boolean tryTake() {
        flow();
        while (true) {
            long before = level.get();
            if (before < TOKEN) {
                return false;
            }
            if (level.compareAndSet(before, before - TOKEN)) {
                return true;
            }
        }
    }

    private void flow() {
        long now = ticker.nanos();
        long before = flowedUntil.get();
        long passed = now - before;
        if (passed > 0) {
            // whoever moves the time on adds for it, so that no time counts twice
            if (flowedUntil.compareAndSet(before, now)) {
                add((long) Math.min(FULL, passed * perNano));
            }
        } else if (passed < -SECOND) {
            // no race between two threads but a step of the clock: go on from here instead of waiting for it
            flowedUntil.compareAndSet(before, now);
        }
    }

    private void add(long more) {
        while (true) {
            long before = level.get();
            if (before == FULL || more == 0) {
                return;
            }
            if (level.compareAndSet(before, Math.min(FULL, before + more))) {
                return;
            }
        }
    }
}
