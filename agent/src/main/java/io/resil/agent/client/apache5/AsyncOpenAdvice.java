package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** At {@code connectEndpoint} of the asynchronous runtimes: the hop gets a connection of its own. */
public final class AsyncOpenAdvice extends Advice {

    public AsyncOpenAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        Carrier carrier = self == null ? null : Carrier.of(self);
        if (carrier != null) {
            carrier.connects();
        }
        return Seam.PROCEED;
    }

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        Carrier carrier = self == null ? null : Carrier.of(self);
        if (carrier != null && result instanceof Cancellable) {
            carrier.connecting((Cancellable) result);
        }
        return result;
    }
}
