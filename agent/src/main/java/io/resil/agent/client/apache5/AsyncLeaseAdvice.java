package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** At {@code acquireEndpoint} of the asynchronous runtimes: what it returns can end the wait in the queue. */
public final class AsyncLeaseAdvice extends Advice {

    public AsyncLeaseAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        Carrier carrier = self == null ? null : Carrier.of(self);
        return carrier != null && result instanceof Cancellable ? carrier.leasing((Cancellable) result) : result;
    }
}
