package io.resil.agent.breaker;

import io.resil.agent.call.Place;

/**
 * One origin of a service: its breaker, who watches it, and whether calls to it are under way, as long as which it cannot
 * be retired. Thread-safe and without locks.
 */
final class OriginBreaker implements Place {

    private static final long MILLI = 1_000_000;

    final OriginWatch watch;

    private final String origin;
    private volatile Guard guard;
    private final InFlight inFlight = new InFlight();
    private volatile long usedAt;
    private volatile boolean retired;

    /**
     * @param origin {@code host:port}
     * @param now {@link io.resil.agent.call.Ticker} nanoseconds
     */
    OriginBreaker(String origin, Guard guard, OriginWatch watch, long now) {
        this.origin = origin;
        this.guard = guard;
        this.watch = watch;
        this.usedAt = now;
    }

    @Override
    public String origin() {
        return origin;
    }

    Guard guard() {
        return guard;
    }

    CircuitBreaker breaker() {
        return guard.breaker;
    }

    /** @param name of the service in messages */
    void reconfigure(BreakerSettings settings, String name) {
        breaker().reconfigure(settings);
        guard = new Guard(breaker(), new RejectionText(name, origin));
    }

    /**
     * A call begins. It makes itself known before it looks whether this is retired, and {@link #tryRetire} the other way
     * round, so that one of both notices the other.
     *
     * @return false when this is retired, and the call has to look for another
     */
    boolean enter(long now) {
        inFlight.begin();
        if (retired) {
            inFlight.end();
            return false;
        }
        // threads that write the same time over and over would wait for each other
        if (now - usedAt > MILLI) {
            usedAt = now;
        }
        return true;
    }

    /** The call has ended. */
    void leave() {
        inFlight.end();
    }

    /** For one thread at a time. */
    boolean tryRetire() {
        retired = true;
        if (inFlight.isNone()) {
            return true;
        }
        retired = false;
        return false;
    }

    boolean isIdle() {
        return inFlight.isNone();
    }

    /** Whether it is to go before the other: one with nothing to remember first, then the one not used for longer. */
    boolean isMoreDispensable(OriginBreaker other, long now) {
        boolean unharmed = breaker().isUnharmed();
        return unharmed == other.breaker().isUnharmed() ? now - usedAt > now - other.usedAt : unharmed;
    }
}
