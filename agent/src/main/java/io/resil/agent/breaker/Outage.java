package io.resil.agent.breaker;

/** From the moment a breaker opens until it closes, probes that fail included. Immutable. */
final class Outage {

    /** When it opened from CLOSED, {@link io.resil.agent.call.Ticker} nanoseconds. */
    final long since;

    /** Why it opened last. */
    final String openedBecause;

    final int failedProbes;

    private Outage(long since, String openedBecause, int failedProbes) {
        this.since = since;
        this.openedBecause = openedBecause;
        this.failedProbes = failedProbes;
    }

    static Outage begun(long now, String reason) {
        return new Outage(now, reason, 0);
    }

    Outage afterFailedProbe(String failure) {
        return new Outage(since, "probe failed: " + failure, failedProbes + 1);
    }
}
