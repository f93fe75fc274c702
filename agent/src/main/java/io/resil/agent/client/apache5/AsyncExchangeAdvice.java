package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.jspecify.annotations.Nullable;

/**
 * At {@code execute(String, AsyncClientExchangeHandler, HttpClientContext)} of the asynchronous runtimes: once for each
 * request that is given a connection.
 */
public final class AsyncExchangeAdvice extends Advice {

    public AsyncExchangeAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        Carrier carrier = self == null ? null : Carrier.of(self);
        AsyncClientExchangeHandler handler = (AsyncClientExchangeHandler) args[1];
        if (self == null || carrier == null || handler == null || handler instanceof WatchedExchange) {
            return Seam.PROCEED;
        }
        WatchedExchange watched = new WatchedExchange(handler, carrier);
        carrier.exchanges(watched);
        try {
            return ((AsyncExecRuntime) self).execute((String) args[0], watched, (HttpClientContext) args[2]);
        } catch (RuntimeException | Error failure) {
            return new Throw(failure);
        }
    }
}
