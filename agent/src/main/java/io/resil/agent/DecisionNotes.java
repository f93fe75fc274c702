package io.resil.agent;

import io.resil.agent.breaker.BreakerState;
import io.resil.agent.breaker.Transition;
import io.resil.agent.stats.Decisions;

/** Notes what was decided about one service. Thread-safe. */
final class DecisionNotes {

    private final Decisions decisions;
    private final String service;

    DecisionNotes(Decisions decisions, String service) {
        this.decisions = decisions;
        this.service = service;
    }

    /** An operator has done something; the transitions it made are told of by this alone. */
    void commanded(String origin, String command, String before) {
        decisions.add(service, origin, command, "by JMX, was " + before);
    }

    /** @param remark for instance that the breaker is a shadow; empty for none */
    void transitioned(String origin, Transition transition, String remark) {
        String what = transition.from + " -> " + transition.to;
        String why = transition.reason + remark;
        boolean isOpening = transition.from == BreakerState.CLOSED && transition.to == BreakerState.OPEN;
        boolean isProbing = transition.to == BreakerState.HALF_OPEN || transition.to == BreakerState.OPEN;
        if (isOpening || ServiceWatch.isRecovery(transition)) {
            decisions.add(service, origin, what, why);
        } else if (isProbing) {
            decisions.addProbing(service, origin, what, why);
        }
    }
}
