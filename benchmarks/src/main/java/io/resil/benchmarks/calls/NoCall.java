package io.resil.benchmarks.calls;

import io.resil.agent.call.AbortCause;
import io.resil.agent.call.Attempt;
import io.resil.agent.call.BlockingCall;
import io.resil.agent.call.Origin;
import io.resil.agent.call.Step;
import io.resil.agent.call.Target;
import io.resil.agent.call.Ticker;

/** A call that is answered 200 at once, by nobody. */
public final class NoCall extends BlockingCall {

    private final Origin origin;

    NoCall(Target target) {
        this(target, Origin.UNKNOWN);
    }

    public NoCall(Target target, Origin origin) {
        super(target, Ticker.SYSTEM);
        this.origin = origin;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return "/query";
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public boolean isReplayable() {
        return true;
    }

    @Override
    public boolean hasIdempotencyKey() {
        return false;
    }

    @Override
    public boolean hasOwnTimeout() {
        return false;
    }

    @Override
    public boolean hasOwnConnectTimeout() {
        return false;
    }

    /** With the marks that an adapter sets on the way, but for those that read the clock: they are the adapter's. */
    @Override
    protected Step send(Attempt attempt) {
        attempt.markRequestWritten(true);
        attempt.markHeadAccepted();
        attempt.answered(200, -1, false);
        return Step.OUTWARD;
    }

    @Override
    public void abort(Attempt attempt, AbortCause cause) {
        throw new IllegalStateException("ended long ago");
    }

    @Override
    protected Throwable interrupted() {
        return new InterruptedException();
    }

    @Override
    protected Throwable cancelled() {
        return new IllegalStateException("nobody cancels it");
    }

    @Override
    protected void onCancel(Runnable waker) {}
}
