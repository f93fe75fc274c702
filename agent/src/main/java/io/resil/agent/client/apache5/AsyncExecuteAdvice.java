package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.AsyncPushConsumer;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.HandlerFactory;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * At {@code doExecute(HttpHost, AsyncRequestProducer, AsyncResponseConsumer, HandlerFactory, HttpContext,
 * FutureCallback)} of the asynchronous clients, where a classic call that one of them carries out passes once.
 */
public final class AsyncExecuteAdvice extends Advice {

    public AsyncExecuteAdvice(Class<?> woven, Environment environment) {}

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        ClassicCall call = ClassicCall.current();
        Carrier carrier = call == null ? null : call.carrier();
        AsyncResponseConsumer<Object> consumer = (AsyncResponseConsumer<Object>) args[2];
        if (self == null || carrier == null || consumer == null || consumer instanceof WatchedConsumer) {
            return Seam.PROCEED;
        }
        WatchedConsumer<Object> watched = new WatchedConsumer<>(consumer, carrier);
        carrier.consumedBy(watched);
        try {
            return ((CloseableHttpAsyncClient) self)
                    .execute(
                            (HttpHost) args[0],
                            (AsyncRequestProducer) args[1],
                            watched,
                            (HandlerFactory<AsyncPushConsumer>) args[3],
                            (HttpContext) args[4],
                            (FutureCallback<Object>) args[5]);
        } catch (RuntimeException | Error failure) {
            return new Throw(failure);
        }
    }
}
