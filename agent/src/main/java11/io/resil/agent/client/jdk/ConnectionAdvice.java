package io.resil.agent.client.jdk;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.jspecify.annotations.Nullable;

/** At {@code Http1Exchange.sendHeadersAsync()}: a connection that is open by now was used before. */
public final class ConnectionAdvice extends Advice {

    public ConnectionAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) throws Throwable {
        AttemptHandler<?> handler = self == null ? null : Internals.handlerOfImpl(self);
        if (handler != null && self != null) {
            handler.connectionChosen(Internals.isConnected(self));
        }
        return Seam.PROCEED;
    }
}
