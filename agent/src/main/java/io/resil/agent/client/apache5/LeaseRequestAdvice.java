package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** At {@code lease} of the connection managers: what it returns can end the wait in the queue. */
public final class LeaseRequestAdvice extends Advice {

    public LeaseRequestAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        ClassicCall call = ClassicCall.current();
        if (call != null && result instanceof Cancellable) {
            call.wire().leasing((Cancellable) result);
        }
        return result;
    }
}
