package io.resil.agent.client.jdk;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * At {@code Http1Exchange.connectFlows(HttpConnection)} and {@code Stream.sendHeadersAsync()}: the connection is there,
 * and the head of the request is about to be written.
 */
public final class WriteAdvice extends Advice {

    /**
     * Connections of HTTP/1.1 that carried a governed request. That one is open is not enough: it may have been opened to
     * find out whether the server speaks HTTP/2.
     */
    private final Set<Object> used = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    public WriteAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        AttemptHandler<?> handler = self == null ? null : Internals.handlerOfImpl(self);
        if (handler != null) {
            Object connection = args.length == 0 ? null : args[0];
            handler.requestWritten(connection != null && !used.add(connection));
        }
        return Seam.PROCEED;
    }
}
