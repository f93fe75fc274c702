package io.resil.agent.client.jdk;

import java.util.concurrent.CompletableFuture;

/** What the application gets from {@code sendAsync}: like the client's own, it and what derives from it can be cancelled. */
final class CallFuture<T> extends CompletableFuture<T> {

    private final AsyncSend<?> call;

    private CallFuture(AsyncSend<?> call) {
        this.call = call;
    }

    static <T> CallFuture<T> of(AsyncSend<?> call) {
        return new CallFuture<>(call);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(call);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean done = isDone();
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (mayInterruptIfRunning && !done) {
            call.cancel();
        }
        return cancelled;
    }
}
