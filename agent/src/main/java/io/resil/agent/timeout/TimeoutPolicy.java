package io.resil.agent.timeout;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Policy;
import io.resil.agent.call.Step;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Aborts an attempt whose connection is not there, or whose response has not begun, in time. Bodies that have begun are
 * left alone.
 */
public final class TimeoutPolicy implements Policy {

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

    @Override
    public Step enter(HttpCall call) {
        AttemptTimer timer = new AttemptTimer(limits, call, timers);
        call.attempt().setTimer(timer);
        timer.start();
        return Step.INWARD;
    }

    @Override
    public Step exit(HttpCall call) {
        stopTimer(call.attempt());
        return Step.OUTWARD;
    }

    /** Left running, it would end what is no longer ours to end. */
    @Override
    public void abandoned(HttpCall call) {
        stopTimer(call.attempt());
    }

    private static void stopTimer(Attempt attempt) {
        Waiting.Cancel timer = attempt.timer();
        if (timer != null) {
            timer.cancel();
            attempt.setTimer(null);
        }
    }

    @Override
    public String toString() {
        return "timeout";
    }
}
