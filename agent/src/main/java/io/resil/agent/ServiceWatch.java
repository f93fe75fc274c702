package io.resil.agent;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.breaker.BreakerState;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.breaker.OriginWatch;
import io.resil.agent.breaker.OriginWatches;
import io.resil.agent.breaker.Transition;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.ListenerPair;
import io.resil.agent.call.Ticker;
import io.resil.agent.jmx.Registration;
import io.resil.agent.log.CallLog;
import io.resil.agent.stats.Decisions;
import io.resil.agent.stats.ServiceStats;
import io.resil.agent.timeout.Timers;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that watches one service: it counts, it logs, it notifies. Of a service that is now enforced and now only
 * observed there are two, that share the counters and the bean. Thread-safe.
 */
final class ServiceWatch implements BreakerListener, OriginWatches {

    private final String id;
    private final ServiceStats stats;
    private volatile CallLog log;
    private final Registration registration;
    private final DecisionNotes notes;
    private final Timers timers;
    private final Ticker ticker;
    private final LongSupplier wallMillis;
    private final String remark;
    private final @Nullable ServiceWatch observer;
    private volatile @Nullable BreakerControl control;
    /** Made when it is first needed, so not at start; by one thread. */
    private volatile @Nullable OpenReminder reminder;

    private volatile boolean retired;

    ServiceWatch(
            String id,
            CallLog log,
            Registration registration,
            Decisions decisions,
            Timers timers,
            Ticker ticker,
            LongSupplier wallMillis) {
        this.id = id;
        this.stats = new ServiceStats(wallMillis, ticker);
        this.log = log;
        this.registration = registration;
        this.notes = new DecisionNotes(decisions, id);
        this.timers = timers;
        this.ticker = ticker;
        this.wallMillis = wallMillis;
        this.remark = "";
        this.observer = new ServiceWatch(this);
    }

    private ServiceWatch(ServiceWatch enforced) {
        this.id = enforced.id;
        this.stats = enforced.stats;
        this.log = enforced.log.whileObserving();
        this.registration = enforced.registration;
        this.notes = enforced.notes;
        this.timers = enforced.timers;
        this.ticker = enforced.ticker;
        this.wallMillis = enforced.wallMillis;
        this.remark = ", observing";
        this.observer = null;
    }

    /** What watches the service while it is only observed, and has a shadow in the place of its breaker. */
    ServiceWatch whileObserving() {
        return observer == null ? this : observer;
    }

    ServiceStats stats() {
        return stats;
    }

    /** How the service is operated. Set before its first call. */
    void operatedBy(BreakerControl newControl) {
        control = newControl;
        if (observer != null) {
            observer.operatedBy(newControl);
            stats.states().follow(newControl);
        }
    }

    DecisionNotes notes() {
        return notes;
    }

    /** State or mode may be another one now. */
    void changed() {
        stats.states().look();
        BreakerControl operated = control;
        if (operated != null) {
            operated.reminder().look();
        }
    }

    /** Shared by enforcing and observing, as one breaker is shown at a time. */
    OpenReminder reminder(BreakerControl ofService) {
        OpenReminder present = reminder;
        return present == null ? newReminder(ofService) : present;
    }

    private synchronized OpenReminder newReminder(BreakerControl ofService) {
        OpenReminder present = reminder;
        if (present == null) {
            present = new OpenReminder(ofService, stats, log, timers, ticker);
            reminder = present;
        }
        return present;
    }

    @Nullable
    BreakerControl control() {
        return control;
    }

    /** What is said of its breaker goes there from now on. */
    void logTo(CallLog newLog) {
        log = newLog;
        OpenReminder present = reminder;
        if (present != null) {
            present.logTo(newLog);
        }
        if (observer != null) {
            observer.logTo(newLog.whileObserving());
        }
    }

    /** The service is gone, and another may have its id: nothing that its last calls do to its breaker is told any more. */
    void retire() {
        retired = true;
        if (observer != null) {
            observer.retire();
            BreakerControl operated = control;
            if (operated != null) {
                operated.reminder().stop();
            }
        }
    }

    /** @param callLog of the service; while it is only observed, that of its observer */
    CallListener calls(CallLog callLog) {
        return new ListenerPair(stats, callLog);
    }

    @Override
    public void transitioned(Transition transition) {
        count(stats, transition);
        if (retired) {
            return;
        }
        notes.transitioned("", transition, remark);
        changed();
        log(log, transition);
        registration.transition(id, transition.from.name(), transition.to.name(), transition.reason + remark);
    }

    @Override
    public OriginWatch of(String origin) {
        return new WatchedOrigin(this, origin, ServiceStats.ofOrigin(wallMillis, ticker));
    }

    /** Counted and told of both by the origin's own bean and by that of the service. */
    void transitioned(WatchedOrigin origin, Transition transition) {
        count(stats, transition);
        count(origin.stats, transition);
        origin.stats.states().look();
        if (retired) {
            return;
        }
        notes.transitioned(origin.name, transition, remark);
        changed();
        log(log.ofOrigin(origin.name), transition);
        String from = transition.from.name();
        String to = transition.to.name();
        registration.transition(id, origin.name, from, to, transition.reason + remark);
        registration.transition(id, from, to, origin.name + ": " + transition.reason + remark);
    }

    /** What the origin is operated by from now on; null when the service is not operated at all. */
    @Nullable
    BreakerControl register(WatchedOrigin origin, Breaker breaker) {
        BreakerControl ofService = control;
        if (ofService == null) {
            return null;
        }
        BreakerControl ofOrigin = ofService.ofOrigin(origin.name, breaker, origin.stats);
        registration.add(id, origin.name, ofOrigin);
        return ofOrigin;
    }

    void unregister(WatchedOrigin origin, BreakerControl ofOrigin) {
        registration.remove(id, origin.name, ofOrigin);
    }

    private static void count(ServiceStats stats, Transition transition) {
        if (transition.from == BreakerState.CLOSED && transition.to == BreakerState.OPEN) {
            stats.opened();
        } else if (isRecovery(transition)) {
            stats.recovered(transition.openNanos);
        }
    }

    /** By a probe that succeeded; an operator's hand proves nothing. */
    static boolean isRecovery(Transition transition) {
        return transition.from == BreakerState.HALF_OPEN
                && transition.to == BreakerState.CLOSED
                && transition.reason.equals(CircuitBreaker.RECOVERED);
    }

    private static void log(CallLog log, Transition transition) {
        switch (transition.to) {
            case OPEN:
                log.opened(transition.reason);
                break;
            case HALF_OPEN:
                log.halfOpen();
                break;
            case CLOSED:
                if (isRecovery(transition)) {
                    log.recovered(transition.openNanos);
                } else {
                    log.forced(transition.to.name());
                }
                break;
            default:
                log.forced(transition.to.name());
        }
    }
}
