package io.resil.agent.timeout;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.HttpCall;

/** The time a whole call may take, its waits included. Immutable. */
public final class Deadline {

    /** What {@link #leftNanos} says where there is no deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    private final Limit limit;

    public Deadline(Limit limit) {
        this.limit = limit;
    }

    /**
     * The time left for the call. A built-in deadline stands still while a request body is sent, as an upload that takes
     * long is no fault of the service; one that was configured does not.
     *
     * @return nanoseconds, 0 or less when it has passed, {@link #NEVER} without one
     */
    public long leftNanos(HttpCall call, long now) {
        if (!limit.exists()) {
            return NEVER;
        }
        long spent = now - call.startedAt();
        return limit.nanos() - (limit.isBuiltIn() ? spent - uploadNanos(call.attempt(), now) : spent);
    }

    private static long uploadNanos(Attempt last, long now) {
        long nanos = 0;
        for (Attempt attempt = last; attempt != null; attempt = attempt.previous()) {
            nanos += attempt.uploadNanos(now);
        }
        return nanos;
    }
}
