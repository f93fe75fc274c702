package io.resil.agent.client.jdk;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.jspecify.annotations.Nullable;

/** At {@code MultiExchange.retryOnFailure(Throwable)}, which only listens: did the connection end without an answer? */
public final class DeathAdvice extends Advice {

    public DeathAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        AttemptHandler<?> handler = self == null ? null : Internals.handlerOfMulti(self);
        if (handler != null && Endings.isOfDeadConnection(args[0])) {
            handler.connectionDied();
        }
        return Seam.PROCEED;
    }
}
