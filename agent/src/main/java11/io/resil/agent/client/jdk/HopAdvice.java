package io.resil.agent.client.jdk;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.io.IOException;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** At {@code MultiExchange.requestFilters(HttpRequestImpl)}: once for each hop, before it gets a connection. */
public final class HopAdvice extends Advice {

    public HopAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) throws Throwable {
        AttemptHandler<?> handler = self == null ? null : Internals.handlerOfMulti(self);
        HttpRequest hop = (HttpRequest) args[0];
        if (handler == null || self == null || hop == null) {
            return Seam.PROCEED;
        }
        IOException refusal = handler.refusal();
        if (refusal != null) {
            return new Throw(refusal);
        }
        handler.hopBegins(self, hop);
        return Seam.PROCEED;
    }
}
