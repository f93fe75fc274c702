package io.resil.agent;

import io.resil.agent.breaker.BreakerState;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Waiting;
import io.resil.agent.log.CallLog;
import io.resil.agent.route.Mode;
import io.resil.agent.stats.ServiceStats;
import io.resil.agent.timeout.Timers;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says once an hour that the breaker of a service is still open, from opening to closing, or that somebody has forgotten to
 * lift a forced state. One line for the service, however many origins it has. Thread-safe.
 */
final class OpenReminder {

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final ServiceStats stats;
    private final CallLog log;
    private final Timers timers;
    private final Ticker ticker;

    private volatile BreakerControl control;

    /** Guarded by this: null while there is nothing to remind of. */
    private @Nullable Spell spell;

    private boolean stopped;

    /** @param stats of the service, for what was rejected */
    OpenReminder(BreakerControl control, ServiceStats stats, CallLog log, Timers timers, Ticker ticker) {
        this.control = control;
        this.stats = stats;
        this.log = log;
        this.timers = timers;
        this.ticker = ticker;
    }

    /** The service is operated anew; its breaker, and how long that has been open, may be the same. */
    void follow(BreakerControl newControl) {
        control = newControl;
        look();
    }

    /** The state or the mode may be another one now; it is looked at here, as threads that tell of it overtake each other. */
    synchronized void look() {
        Mode mode = control.mode();
        BreakerState state = control.breakerState();
        boolean isForced = state == BreakerState.FORCED_OPEN;
        boolean isOpen = isForced || state == BreakerState.OPEN || state == BreakerState.HALF_OPEN;
        if (spell != null && !(isOpen && spell.mode == mode && spell.isForced == isForced)) {
            spell.timer.cancel();
            spell = null;
        }
        if (spell == null && isOpen && mode != Mode.OFF && !stopped) {
            spell = new Spell(mode, isForced);
        }
    }

    /** The service is governed no longer. */
    synchronized void stop() {
        stopped = true;
        if (spell != null) {
            spell.timer.cancel();
            spell = null;
        }
    }

    private synchronized boolean goesOn(Spell due) {
        if (spell != due) {
            return false; // it ended while its hour struck
        }
        due.timer = timers.schedule(HOUR, due);
        return true;
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
