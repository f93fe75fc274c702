package io.resil.agent.call;

import java.util.concurrent.locks.LockSupport;

/** A call that waits on the thread of its caller. */
public abstract class BlockingCall extends HttpCall {

    private final Ticker ticker;
    private volatile boolean woken;

    protected BlockingCall(Target target, Ticker ticker) {
        super(target);
        this.ticker = ticker;
    }

    @Override
    public final Step pause(long nanos) {
        Thread thread = Thread.currentThread();
        woken = false;
        onCancel(new Runnable() {
            @Override
            public void run() {
                woken = true;
                LockSupport.unpark(thread);
            }
        });
        long begun = ticker.nanos();
        for (long left = nanos; left > 0; left = nanos - (ticker.nanos() - begun)) {
            if (thread.isInterrupted()) {
                attempt().end(Ending.CANCELLED, interrupted());
                return Step.OUTWARD;
            }
            if (woken) {
                attempt().end(Ending.CANCELLED, cancelled());
                return Step.OUTWARD;
            }
            LockSupport.parkNanos(this, left);
        }
        return Step.INWARD;
    }

    /**
     * The thread was interrupted during a wait: what the client itself throws then. Clears or keeps the flag as the
     * client does.
     */
    protected abstract Throwable interrupted();

    /** The application cancelled the call during a wait: what the client itself throws then. */
    protected abstract Throwable cancelled();

    /** Have the waker run when the application cancels the call, at once if it has; nothing where it cannot cancel. */
    protected abstract void onCancel(Runnable waker);
}
