package io.resil.simulation;

import java.util.List;

/** Users, who come whether or not the service answers: an open loop, a Poisson process spread over the clients. */
final class Arrivals {

    private final EventQueue events;
    private final Chance chance;
    private final double perSecond;
    private final double cachedShare;
    private final List<? extends Client> clients;
    private final Timeline timeline;
    private final long endNanos;
    private double factor = 1;

    /** @param cachedShare of the calls, those that need no worker, 0 to 1 */
    Arrivals(
            EventQueue events,
            Chance chance,
            double perSecond,
            double cachedShare,
            List<? extends Client> clients,
            Timeline timeline,
            long endNanos) {
        this.events = events;
        this.chance = chance;
        this.perSecond = perSecond;
        this.cachedShare = cachedShare;
        this.clients = clients;
        this.timeline = timeline;
        this.endNanos = endNanos;
    }

    void setFactor(double factor) {
        this.factor = factor;
    }

    void begin() {
        events.schedule(chance.exponential(1e9 / (perSecond * factor)), this::arrive);
    }

    private void arrive() {
        long now = events.nanos();
        if (now >= endNanos) {
            return;
        }
        timeline.callBegan(now);
        Work work = chance.even() < cachedShare ? Work.CACHED : Work.QUEUED;
        clients.get(chance.oneOf(clients.size())).call(work, success -> ended(now, success));
        begin();
    }

    private void ended(long begun, boolean success) {
        if (success) {
            timeline.callSucceeded(begun, events.nanos());
        }
    }
}
