package io.resil.agent.timeout;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Policy;
import io.resil.agent.call.Step;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Watch;
import org.jspecify.annotations.Nullable;

/**
 * Aborts an attempt whose connection is not there, or whose response has not begun, in time. Bodies that have begun are
 * left alone.
 */
public final class TimeoutPolicy implements Policy, Watch {

    private final TimeLimits limits;
    private final Timers timers;

    private TimeoutPolicy(TimeLimits limits, Timers timers) {
        this.limits = limits;
        this.timers = timers;
    }

    /** Null where the settings have none of the limits it keeps. */
    public static @Nullable TimeoutPolicy create(TimeoutSettings settings, Timers timers, Ticker ticker) {
        return bounds(settings) ? new TimeoutPolicy(new TimeLimits(settings, ticker), timers) : null;
    }

    /** Whether there is a limit in them that bounds an attempt. */
    static boolean bounds(TimeoutSettings settings) {
        return settings.attempt.exists() || settings.connect.exists() || settings.deadline.exists();
    }

    /** Nearly every attempt ends before the first moment at which it could be due, so that is all that is set here. */
    @Override
    public Step enter(HttpCall call) {
        Attempt attempt = call.attempt();
        // the policies between its start and here take no time worth a look at the clock
        long left = limits.atBegin(call, attempt.startedAt());
        if (left != TimeLimits.NEVER) {
            attempt.watchBy(this, call);
            timers.set(attempt, attempt.startedAt(), left);
        }
        return Step.INWARD;
    }

    @Override
    public void due(HttpCall call, Attempt attempt) {
        AttemptTimer timer = new AttemptTimer(limits, call, attempt, timers);
        if (attempt.watchWith(timer)) {
            timer.run();
        }
    }

    @Override
    public Step exit(HttpCall call) {
        stop(call.attempt());
        return Step.OUTWARD;
    }

    /** Left running, it would end what is no longer ours to end. */
    @Override
    public void abandoned(HttpCall call) {
        stop(call.attempt());
    }

    private void stop(Attempt attempt) {
        if (attempt.isWatched() && !timers.forget(attempt)) {
            attempt.endWatch();
        }
    }

    @Override
    public String toString() {
        return "timeout";
    }
}
