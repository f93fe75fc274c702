package io.resil.conformance;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A call that a library has sent asynchronously.
 *
 * @param call what the client completes
 * @param end what the library completes in turn, once the breaker knows
 */
record StagePassage(CompletableFuture<String> call, CompletionStage<String> end) implements Passage {

    @Override
    public void succeed() {
        call.complete("answer");
        awaitEnd();
    }

    @Override
    public void fail() {
        call.completeExceptionally(new IOException("refused"));
        awaitEnd();
    }

    @Override
    public void endNeutrally() {
        throw new Missing("knows success and failure only: what the breaker does not handle is a success");
    }

    private void awaitEnd() {
        RealTime.await(() -> end.toCompletableFuture().isDone());
    }
}
