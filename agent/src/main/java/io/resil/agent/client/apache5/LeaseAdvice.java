package io.resil.agent.client.apache5;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * At {@code InternalExecRuntime.acquireEndpoint(String, HttpRoute, Object, HttpClientContext)}: before, the call queues
 * for a connection; after, its clock runs, and the runtime is what can end it.
 */
public final class LeaseAdvice extends Advice {

    public LeaseAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        ClassicCall call = ClassicCall.current();
        if (call != null && self != null) {
            HttpRoute route = (HttpRoute) args[1];
            call.wire().using((Cancellable) self, route != null && route.getProxyHost() != null);
        }
        return Seam.PROCEED;
    }

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        ClassicCall call = ClassicCall.current();
        if (call != null && failure == null) {
            Attempt attempt = call.attempt();
            attempt.markConnecting(call.now());
            if (attempt.abortCause() != null) {
                call.wire().abort(attempt); // it came in the moment between two connections, when there was none to end
            }
        }
        return result;
    }
}
