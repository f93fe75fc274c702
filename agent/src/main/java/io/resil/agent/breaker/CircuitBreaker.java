package io.resil.agent.breaker;

import io.resil.agent.call.Permit;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Verdict;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * A circuit breaker: one immutable state, replaced by compare-and-set.
 *
 * <p>Each transition begins an epoch, and an outcome counts only in the epoch that admitted its call. Thread-safe and
 * without locks; while CLOSED with no failure pending, neither admitting a call nor its success writes anything but, where shares
 * of calls are watched, striped counters.
 */
public final class CircuitBreaker implements Breaker {

    /** The reason of the transition that a successful probe makes. */
    public static final String RECOVERED = "service recovered";

    private static final AtomicReferenceFieldUpdater<CircuitBreaker, State> STATE =
            AtomicReferenceFieldUpdater.newUpdater(CircuitBreaker.class, State.class, "state");

    static final DoubleSupplier RANDOM = new DoubleSupplier() {
        @Override
        public double getAsDouble() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };

    private final RecoveryTime recoveryTime;
    private final BreakerListener listener;
    private final Ticker ticker;
    private final LongSupplier wallMillis;
    private volatile State state;

    /**
     * Starts CLOSED.
     *
     * @param wallMillis wall-clock milliseconds, for readers only: no decision depends on them
     */
    public CircuitBreaker(BreakerSettings settings, BreakerListener listener, Ticker ticker, LongSupplier wallMillis) {
        this(settings, listener, ticker, wallMillis, RANDOM, BreakerState.CLOSED);
    }

    /**
     * @param random draws evenly from [0, 1)
     * @param begin CLOSED, FORCED_OPEN or DISABLED
     */
    CircuitBreaker(
            BreakerSettings settings,
            BreakerListener listener,
            Ticker ticker,
            LongSupplier wallMillis,
            DoubleSupplier random,
            BreakerState begin) {
        this.recoveryTime = new RecoveryTime(random);
        this.listener = listener;
        this.ticker = ticker;
        this.wallMillis = wallMillis;
        this.state = beginning(settings, begin);
    }

    private State beginning(BreakerSettings settings, BreakerState begin) {
        switch (begin) {
            case FORCED_OPEN:
                return new ForcedOpenState(this, settings);
            case DISABLED:
                return new DisabledState(this, settings, "");
            default:
                return new ClosedState(this, settings, wallMillis.getAsLong(), "started", "");
        }
    }

    /** A call asks to pass. One that gets a {@link Grant} gives it back by {@link #record}. */
    public Admission tryAcquire() {
        while (true) {
            State current = state;
            ProbingState probing = current.probing();
            if (probing == null) {
                return current.admission();
            }
            if (move(current, probing)) {
                return probing.probe;
            }
        }
    }

    /** The attempt that passed with this permit has ended now, in no time. */
    public void record(Permit permit, Verdict verdict, String failure) {
        record(permit, verdict, 0, now(), failure);
    }

    /**
     * The attempt that passed with this permit has ended.
     *
     * @param nanos how long it took
     * @param endedAt {@link Ticker} nanoseconds
     * @param failure what failed, for a verdict of failure: a probe's is why the breaker opens again
     */
    public void record(Permit permit, Verdict verdict, long nanos, long endedAt, String failure) {
        String brokenRule = state.counted(permit, verdict, nanos, endedAt);
        while (true) {
            State current = state;
            State next = current.after(permit, verdict, failure, brokenRule);
            if (next == current || move(current, next)) {
                return;
            }
        }
    }

    @Override
    public void forceOpen() {
        State current = state;
        while (current.state() != BreakerState.FORCED_OPEN
                && !move(current, new ForcedOpenState(this, current.settings))) {
            current = state;
        }
    }

    @Override
    public void forceClosed() {
        State current = state;
        while (!move(current, closed("forced closed", current))) {
            current = state;
        }
    }

    @Override
    public void disable() {
        State current = state;
        while (current.state() != BreakerState.DISABLED
                && !move(current, new DisabledState(this, current.settings, current.openedBecause()))) {
            current = state;
        }
    }

    @Override
    public void enable() {
        State current = state;
        while (isForced(current) && !move(current, closed("enabled", current))) {
            current = state;
        }
    }

    @Override
    public void reconfigure(BreakerSettings newSettings, String serviceName) {
        reconfigure(newSettings);
    }

    void reconfigure(BreakerSettings newSettings) {
        State current = state;
        while (!move(current, current.with(newSettings))) {
            current = state;
        }
    }

    @Override
    public BreakerSnapshot snapshot() {
        return new BreakerSnapshot(state, now());
    }

    @Override
    public BreakerSettings settings() {
        return state.settings;
    }

    @Override
    public BreakerState forcedState() {
        State current = state;
        return isForced(current) ? current.state() : BreakerState.CLOSED;
    }

    @Override
    public BreakerState state() {
        return state.state();
    }

    /** CLOSED, and no failure pending. */
    boolean isUnharmed() {
        State current = state;
        return current.state() == BreakerState.CLOSED && current.consecutiveFailures() == 0;
    }

    boolean isLettingPass() {
        return state.isLettingPass();
    }

    long now() {
        return ticker.nanos();
    }

    long wallMillis() {
        return wallMillis.getAsLong();
    }

    long recoveryNanos(BreakerSettings settings, int failedProbes) {
        return recoveryTime.nanos(settings, failedProbes);
    }

    private State closed(String reason, State before) {
        return new ClosedState(this, before.settings, wallMillis(), reason, before.openedBecause());
    }

    private static boolean isForced(State current) {
        return current.state() == BreakerState.FORCED_OPEN || current.state() == BreakerState.DISABLED;
    }

    private boolean move(State from, State to) {
        boolean moved = STATE.compareAndSet(this, from, to);
        if (moved && from.state() != to.state()) {
            long open = from.nanosOpen(now());
            listener.transitioned(new Transition(from.state(), to.state(), to.reason, open, to.sinceMillis));
        }
        return moved;
    }

    @Override
    public String toString() {
        return "circuit breaker " + state();
    }
}
