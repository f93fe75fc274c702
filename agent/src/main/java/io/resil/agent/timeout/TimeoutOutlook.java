package io.resil.agent.timeout;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Says of an attempt that ended without limits of ours when {@link TimeoutPolicy} would have aborted it. Immutable; reads
 * no clock.
 */
public final class TimeoutOutlook {

    /** What {@link #abortNanos} says of an attempt that kept all limits. */
    public static final long NEVER = TimeLimits.NEVER;

    private final TimeLimits limits;

    private TimeoutOutlook(TimeLimits limits) {
        this.limits = limits;
    }

    /** Null where the settings have none of the limits that bound an attempt. */
    public static @Nullable TimeoutOutlook create(TimeoutSettings settings, Ticker ticker) {
        return TimeoutPolicy.bounds(settings) ? new TimeoutOutlook(new TimeLimits(settings, ticker)) : null;
    }

    /** Nanoseconds from the start of the attempt to its abortion; {@link #NEVER} when it would have been left alone. */
    public long abortNanos(HttpCall call, Attempt attempt) {
        long untilHead = attempt.headNanos();
        long head = attempt.startedAt() + untilHead;
        long response = due(untilHead, limits.responseLeft(call, attempt, head));
        long deadline = due(untilHead, limits.deadlineLeft(call, head));
        return Math.min(connectDue(call, attempt), Math.min(response, deadline));
    }

    private long connectDue(HttpCall call, Attempt attempt) {
        long untilWriting = attempt.writingNanos();
        return untilWriting < 0
                ? NEVER
                : due(untilWriting, limits.unwrittenLeft(call, attempt, attempt.startedAt() + untilWriting));
    }

    /** @param left at the last moment at which the limit held */
    private static long due(long untilLastMoment, long left) {
        return left < 0 ? untilLastMoment + left : NEVER;
    }

    /**
     * How the client would have ended an attempt that was aborted then.
     *
     * @param abortNanos as {@link #abortNanos} has it
     */
    public static Ending ending(Attempt attempt, long abortNanos) {
        long untilWriting = attempt.writingNanos();
        if (attempt.isRequestWritten() && untilWriting <= abortNanos) {
            return Ending.TIMED_OUT;
        }
        boolean isConnecting = attempt.isConnecting() && attempt.connectingSince() - attempt.startedAt() <= abortNanos;
        return isConnecting ? Ending.NEVER_SENT : Ending.LOCAL;
    }
}
