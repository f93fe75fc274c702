package io.resil.agent;

import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.breaker.BreakerState;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.breaker.Transition;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.ListenerPair;
import io.resil.agent.jmx.Registration;
import io.resil.agent.log.CallLog;
import io.resil.agent.stats.ServiceStats;

/** Everything that watches one service: it counts, it logs, it notifies. Thread-safe. */
final class ServiceWatch implements BreakerListener {

    private final String id;
    private final ServiceStats stats;
    private final CallLog log;
    private final Registration registration;

    ServiceWatch(String id, ServiceStats stats, CallLog log, Registration registration) {
        this.id = id;
        this.stats = stats;
        this.log = log;
        this.registration = registration;
    }

    ServiceStats stats() {
        return stats;
    }

    CallListener calls() {
        return new ListenerPair(stats, log);
    }

    @Override
    public void transitioned(Transition transition) {
        count(transition);
        log(transition);
        registration.transition(id, transition.from.name(), transition.to.name(), transition.reason);
    }

    private void count(Transition transition) {
        if (transition.from == BreakerState.CLOSED && transition.to == BreakerState.OPEN) {
            stats.opened();
        } else if (isRecovery(transition)) {
            stats.recovered(transition.openNanos);
        }
    }

    /** By a probe that succeeded; an operator's hand proves nothing. */
    private static boolean isRecovery(Transition transition) {
        return transition.from == BreakerState.HALF_OPEN
                && transition.to == BreakerState.CLOSED
                && transition.reason.equals(CircuitBreaker.RECOVERED);
    }

    private void log(Transition transition) {
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
