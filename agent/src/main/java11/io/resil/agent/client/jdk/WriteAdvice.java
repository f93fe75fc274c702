package io.resil.agent.client.jdk;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.jspecify.annotations.Nullable;

/**
 * At {@code Http1Exchange.connectFlows(HttpConnection)} and {@code Stream.sendHeadersAsync()}: the connection is there,
 * TLS included, and the head of the request is about to be written.
 */
public final class WriteAdvice extends Advice {

    public WriteAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        AttemptHandler<?> handler = self == null ? null : Internals.handlerOfImpl(self);
        if (handler != null) {
            handler.requestWritten();
        }
        return Seam.PROCEED;
    }
}
