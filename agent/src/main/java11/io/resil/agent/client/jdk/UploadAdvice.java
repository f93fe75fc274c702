package io.resil.agent.client.jdk;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * At {@code sendBodyAsync()} of an exchange, where requests without a body pass too: until the future it returns completes,
 * the time is the upload's.
 */
public final class UploadAdvice extends Advice {

    public UploadAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        AttemptHandler<?> handler = handler(self);
        if (handler != null && handler.sendsBody()) {
            handler.attempt().markUploading(handler.now());
        }
        return Seam.PROCEED;
    }

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        AttemptHandler<?> handler = handler(self);
        if (handler == null || !handler.attempt().isUploading()) {
            return result;
        }
        Attempt attempt = handler.attempt();
        if (result instanceof CompletableFuture) {
            ((CompletableFuture<?>) result).whenComplete((sent, failed) -> attempt.markUploaded(handler.now()));
        } else {
            attempt.markUploaded(handler.now());
        }
        return result;
    }

    private static @Nullable AttemptHandler<?> handler(@Nullable Object exchange) {
        return exchange == null ? null : Internals.handlerOfImpl(exchange);
    }
}
