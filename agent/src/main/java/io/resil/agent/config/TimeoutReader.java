package io.resil.agent.config;

import io.resil.agent.timeout.Limit;
import io.resil.agent.timeout.TimeoutSettings;

/** Reads the time limits of a service. */
final class TimeoutReader {

    private static final long SECOND = 1_000_000_000L;

    private TimeoutReader() {}

    static TimeoutSettings read(Section service) {
        Limit attempt = limit(service, "timeout", 10 * SECOND);
        Limit connect = limit(service, "connect-timeout", 3 * SECOND);
        Limit idle = limit(service, "idle-timeout", 0);
        Limit deadline = limit(service, "deadline", 30 * SECOND);
        if (isShorter(attempt, connect) && !connect.isBuiltIn()) {
            service.warning("connect-timeout", "is longer than timeout, which ends the attempt before");
        }
        if (attempt.isBuiltIn() && attempt.exists()) {
            // the default of an attempt must not lengthen a call that was limited on purpose
            attempt = isShorter(deadline, attempt) ? Limit.builtIn(deadline.nanos()) : attempt;
        }
        return new TimeoutSettings(attempt, connect, idle, deadline(service, attempt, deadline));
    }

    private static Limit limit(Section service, String key, long builtInNanos) {
        if (!service.has(key)) {
            return builtInNanos == 0 ? Limit.NONE : Limit.builtIn(builtInNanos);
        }
        long nanos = service.durationOrNone(key, builtInNanos, 1, 0);
        return nanos == 0 ? Limit.NONE : Limit.configured(nanos);
    }

    /** Never less than one attempt may take. */
    private static Limit deadline(Section service, Limit attempt, Limit deadline) {
        if (deadline.isBuiltIn() && deadline.exists()) {
            if (!attempt.exists()) {
                return Limit.NONE;
            }
            return Limit.builtIn(Math.max(deadline.nanos(), attempt.nanos()));
        }
        if (isShorter(deadline, attempt)) {
            service.warning("deadline", "is shorter than one timeout, which applies in its place");
            return Limit.configured(attempt.nanos());
        }
        return deadline;
    }

    private static boolean isShorter(Limit one, Limit other) {
        return one.exists() && other.exists() && one.nanos() < other.nanos();
    }
}
