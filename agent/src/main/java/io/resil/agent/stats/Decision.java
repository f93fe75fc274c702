package io.resil.agent.stats;

import java.time.Instant;

/** Something that was decided about a service and changed something. Immutable. */
public final class Decision {

    /** Of the latest, milliseconds since 1970-01-01T00:00Z. */
    public final long atMillis;

    /** The id of the service; empty for the agent as a whole. */
    public final String service;

    /** {@code host:port}; empty for the service as a whole. */
    public final String origin;

    /** For instance {@code CLOSED -> OPEN}, {@code forceOpen}. */
    public final String what;

    /** In words: {@code threshold reached: 5/5}. */
    public final String why;

    /** How often in this outage; 1 or more. */
    public final int times;

    Decision(long atMillis, String service, String origin, String what, String why, int times) {
        this.atMillis = atMillis;
        this.service = service;
        this.origin = origin;
        this.what = what;
        this.why = why;
        this.times = times;
    }

    boolean isOfSameBreaker(Decision other) {
        return service.equals(other.service) && origin.equals(other.origin);
    }

    Decision again(Decision later) {
        return new Decision(later.atMillis, service, origin, what, later.why, times + 1);
    }

    /** ISO-8601. */
    public String at() {
        return Instant.ofEpochMilli(atMillis).toString();
    }

    /** {@code 2026-11-24T18:45:00Z chroma c2:6003: HALF_OPEN -> OPEN (probe failed: refused), 57 times}. */
    @Override
    public String toString() {
        return at() + ' ' + (service.isEmpty() ? "agent" : service) + (origin.isEmpty() ? "" : ' ' + origin) + ": "
                + what + (why.isEmpty() ? "" : " (" + why + ")") + (times == 1 ? "" : ", " + times + " times");
    }
}
