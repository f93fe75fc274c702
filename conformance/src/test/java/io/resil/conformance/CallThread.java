package io.resil.conformance;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call on a thread of its own, which can be interrupted. */
final class CallThread {

    private final CompletableFuture<CallResult> result = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean interruptedAtTheEnd;

    private CallThread(Caller caller, Script script) {
        thread = new Thread(() -> run(caller, script), "call");
        thread.setDaemon(true);
        thread.start();
    }

    static CallThread running(Caller caller, Script script) {
        return new CallThread(caller, script);
    }

    private void run(Caller caller, Script script) {
        try {
            CallResult one = caller.call(script);
            interruptedAtTheEnd = Thread.currentThread().isInterrupted();
            result.complete(one);
        } catch (RuntimeException | Error broken) {
            result.completeExceptionally(broken);
        }
    }

    /** Once it has sent something, and waits for whatever it waits for then. */
    void interruptWhenItWaits(Script script) {
        boolean sent = RealTime.await(() -> result.isDone() || script.sent() > 0);
        if (!sent || !RealTime.await(() -> result.isDone() || isWaiting(thread.getState()))) {
            throw new IllegalStateException("the call neither waits nor ends");
        }
        thread.interrupt();
    }

    private static boolean isWaiting(Thread.State state) {
        return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    }

    /** @return null when it does not end within {@link RealTime#PATIENCE} */
    CallResult result() throws InterruptedException, ExecutionException {
        try {
            return result.get(RealTime.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException still) {
            throw new IllegalStateException("the call does not end", still);
        }
    }

    /** Whether the caller can still see that it was interrupted: by the flag of the thread, or by the exception. */
    boolean interruptIsSeen(CallResult end) {
        return interruptedAtTheEnd || end.failedWith(InterruptedException.class);
    }
}
