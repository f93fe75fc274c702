package io.resil.agent.timeout;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Waiting;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one attempt from the earliest moment on at which any limit could be due, with one scheduled task at a time. It
 * looks at what happened meanwhile, and aborts the attempt or looks again at the next such moment: so nothing has to be
 * scheduled anew as the attempt goes from one phase to the next.
 */
final class AttemptTimer implements Runnable, Waiting.Cancel {

    /** While a body is sent, the earliest moment moves on as fast as the clock does. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long LEAST_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long MOST_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TimeLimits limits;
    private final HttpCall call;
    private final Attempt attempt;
    private final Timers timers;

    private volatile boolean over;
    /** Belongs to the thread that keeps the time. */
    private long againNanos = LEAST_AGAIN_NANOS;

    private volatile Waiting.@Nullable Cancel scheduled;

    AttemptTimer(TimeLimits limits, HttpCall call, Attempt attempt, Timers timers) {
        this.limits = limits;
        this.call = call;
        this.attempt = attempt;
        this.timers = timers;
    }

    /** The attempt has ended. */
    @Override
    public void cancel() {
        over = true;
        Waiting.Cancel pending = scheduled;
        if (pending != null) {
            pending.cancel();
        }
    }

    @Override
    public void run() {
        if (over || attempt.isHeadAccepted()) {
            return;
        }
        AbortCause cause = attempt.abortCause();
        if (cause == null) {
            look();
        } else {
            abort(cause);
        }
    }

    private void look() {
        long now = limits.now();
        // each asked once: the attempt goes on meanwhile
        long connect = limits.connectLeft(call, attempt, now);
        long response = limits.responseLeft(call, attempt, now);
        long left = Math.min(Math.min(connect, response), limits.deadlineLeft(call, now));
        if (left > 0) {
            lookAgainAfter(left);
            return;
        }
        AbortCause cause = connect == left
                ? AbortCause.CONNECT_TIMEOUT
                : response == left ? AbortCause.RESPONSE_TIMEOUT : AbortCause.DEADLINE;
        if (attempt.markAborted(cause)) {
            abort(cause);
        }
    }

    /** Again and again until the attempt has ended: the first time, the client may not have had anything to abort yet. */
    private void abort(AbortCause cause) {
        lookAgainAfter(againNanos);
        againNanos = Math.min(againNanos * 2, MOST_AGAIN_NANOS);
        timers.run(new Runnable() {
            @Override
            public void run() {
                if (!over) {
                    call.abort(attempt, cause);
                }
            }
        });
    }

    private void lookAgainAfter(long nanos) {
        if (nanos == TimeLimits.NEVER) {
            return;
        }
        Waiting.Cancel next = timers.schedule(Math.max(nanos, LEAST_NANOS), this);
        scheduled = next;
        if (over) {
            next.cancel(); // the attempt ended meanwhile, and cancelled the one before
        }
    }
}
