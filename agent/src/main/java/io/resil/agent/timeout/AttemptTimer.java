package io.resil.agent.timeout;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Waiting;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one attempt with one scheduled task at a time, at the earliest moment at which any limit could be due. When
 * that comes it looks at what happened meanwhile, and aborts the attempt or looks again later: so nothing has to be
 * scheduled anew as the attempt goes from one phase to the next.
 */
final class AttemptTimer implements Runnable, Waiting.Cancel {

    /** While a body is sent, the earliest moment moves on as fast as the clock does. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final TimeLimits limits;
    private final HttpCall call;
    private final Attempt attempt;
    private final Timers timers;

    private volatile boolean over;
    private volatile Waiting.@Nullable Cancel scheduled;

    AttemptTimer(TimeLimits limits, HttpCall call, Timers timers) {
        this.limits = limits;
        this.call = call;
        this.attempt = call.attempt();
        this.timers = timers;
    }

    void start(long now) {
        schedule(limits.leftNanos(call, attempt, now));
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
        long now = limits.now();
        long left = limits.leftNanos(call, attempt, now);
        if (left > 0) {
            schedule(Math.max(left, LEAST_NANOS));
            return;
        }
        abort(limits.due(call, attempt, now));
    }

    private void schedule(long nanos) {
        if (nanos == TimeLimits.NEVER) {
            return;
        }
        Waiting.Cancel next = timers.schedule(nanos, this);
        scheduled = next;
        if (over) {
            next.cancel(); // the attempt ended meanwhile, and cancelled the one before
        }
    }

    private void abort(AbortCause cause) {
        if (attempt.markAborted(cause)) {
            timers.run(new Runnable() {
                @Override
                public void run() {
                    if (!over) {
                        call.abort(attempt, cause);
                    }
                }
            });
        }
    }
}
