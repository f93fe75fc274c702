package io.resil.agent.timeout;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Ticker;

/**
 * How many nanoseconds an attempt has left under each limit, 0 or less when it is due. All answers are lower bounds: with
 * what is known of the attempt now, the limit cannot be due before. Immutable.
 */
final class TimeLimits {

    /** The limit does not apply to the attempt, now or later. */
    static final long NEVER = Deadline.NEVER;

    private final TimeoutSettings settings;
    private final Deadline deadline;
    /** The least of the limits that count from when the client connects, or later. */
    private final long untilConnected;

    private final Ticker ticker;

    TimeLimits(TimeoutSettings settings, Ticker ticker) {
        this.settings = settings;
        this.deadline = new Deadline(settings.deadline);
        this.untilConnected = Math.min(nanos(settings.connect), nanos(settings.attempt));
        this.ticker = ticker;
    }

    private static long nanos(Limit limit) {
        return limit.exists() ? limit.nanos() : NEVER;
    }

    long now() {
        return ticker.nanos();
    }

    /** The least under any limit, of an attempt that begins now. */
    long atBegin(HttpCall call, long now) {
        return Math.min(untilConnected, deadline.leftNanos(call, now));
    }

    /** Up to the first byte of a request. */
    long connectLeft(HttpCall call, Attempt attempt, long now) {
        return attempt.isRequestWritten() ? NEVER : unwrittenLeft(call, attempt, now);
    }

    /** The same, at a moment before which no byte was written. */
    long unwrittenLeft(HttpCall call, Attempt attempt, long now) {
        Limit limit = settings.connect;
        if (!limit.exists()) {
            return NEVER;
        }
        if (!attempt.isConnecting()) {
            return limit.nanos();
        }
        return limit.isBuiltIn() && call.hasOwnConnectTimeout()
                ? NEVER
                : limit.nanos() - (now - attempt.connectingSince());
    }

    /** Up to the head of the response, the time spent on sending bodies left out. */
    long responseLeft(HttpCall call, Attempt attempt, long now) {
        Limit limit = settings.attempt;
        if (!limit.exists()) {
            return NEVER;
        }
        if (!attempt.isConnecting()) {
            return limit.nanos();
        }
        return limit.isBuiltIn() && call.hasOwnTimeout()
                ? NEVER
                : limit.nanos() - (now - attempt.connectingSince() - attempt.uploadNanos(now));
    }

    /** Up to the head of the last response, from the first attempt on. */
    long deadlineLeft(HttpCall call, long now) {
        return settings.deadline.isBuiltIn() && call.hasOwnTimeout() ? NEVER : deadline.leftNanos(call, now);
    }
}
