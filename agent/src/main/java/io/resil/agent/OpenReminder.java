package io.resil.agent;

import io.resil.agent.breaker.BreakerState;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Waiting;
import io.resil.agent.log.CallLog;
import io.resil.agent.route.Mode;
import io.resil.agent.stats.ServiceStats;
import io.resil.agent.timeout.Timers;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Says once an hour that the breaker of a service is still open, from opening to closing, or that somebody has forgotten to
 * lift a forced state. One line for the service, however many origins it has. Thread-safe.
 */
final class OpenReminder {

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final ServiceStats stats;
    private final BreakerControl control;
    private final Timers timers;
    private final Ticker ticker;
    private volatile CallLog log;

    /** No monitor, as scheduling takes a lock of its own, and a virtual thread that waits for that must not be pinned. */
    private final Lock lock = new ReentrantLock();

    /** Guarded by the lock: null while there is nothing to remind of. */
    private @Nullable Spell spell;

    /** Guarded by the lock. */
    private boolean stopped;

    /** @param stats of the service, for what was rejected */
    OpenReminder(BreakerControl control, ServiceStats stats, CallLog log, Timers timers, Ticker ticker) {
        this.control = control;
        this.stats = stats;
        this.log = log;
        this.timers = timers;
        this.ticker = ticker;
    }

    /** By the name and the levels of another configuration. */
    void logTo(CallLog newLog) {
        log = newLog;
    }

    /** The state or the mode may be another one now; it is looked at here, as threads that tell of it overtake each other. */
    void look() {
        lock.lock();
        try {
            settle();
        } finally {
            lock.unlock();
        }
    }

    private void settle() {
        Mode mode = control.mode();
        BreakerState state = control.breakerState();
        boolean isForced = state == BreakerState.FORCED_OPEN;
        boolean isOpen = isForced || state == BreakerState.OPEN || state == BreakerState.HALF_OPEN;
        if (spell != null && !(isOpen && spell.mode == mode && spell.isForced == isForced)) {
            end();
        }
        if (spell == null && isOpen && mode != Mode.OFF && !stopped) {
            spell = new Spell(mode, isForced);
        }
    }

    /** The service is governed no longer. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            end();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        if (spell != null) {
            spell.timer.cancel();
            spell = null;
        }
    }

    private boolean goesOn(Spell due) {
        lock.lock();
        try {
            if (spell != due) {
                return false; // it ended while its hour struck
            }
            due.timer = timers.schedule(HOUR, due);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The time a breaker stays open, whether by itself or forced. */
    private final class Spell implements Runnable {

        final Mode mode;
        final boolean isForced;
        Waiting.Cancel timer;

        private final long since = ticker.nanos();
        private final long rejectedBefore;

        Spell(Mode mode, boolean isForced) {
            this.mode = mode;
            this.isForced = isForced;
            this.rejectedBefore = rejected();
            this.timer = timers.schedule(HOUR, this);
        }

        private boolean isObserved() {
            return mode == Mode.OBSERVE;
        }

        private long rejected() {
            return stats.rejectedEver(isObserved());
        }

        @Override
        public void run() {
            if (goesOn(this)) {
                timers.run(
                        new Runnable() { // writing may block, and this thread keeps the time of all
                            @Override
                            public void run() {
                                say();
                            }
                        });
            }
        }

        private void say() {
            CallLog lines = isObserved() ? log.whileObserving() : log;
            lines.stillOpen(OpenText.of(
                    control.snapshot(), (ticker.nanos() - since) / HOUR, rejected() - rejectedBefore, isObserved()));
        }
    }
}
