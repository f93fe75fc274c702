package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.jspecify.annotations.Nullable;

/**
 * At {@code AsyncConnectExec.execute}, which the first hop of a classic call enters on the thread of the caller: from
 * here on the context tells whose call it is.
 */
public final class AsyncConnectAdvice extends Advice {

    public AsyncConnectAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        AsyncExecChain.Scope scope = (AsyncExecChain.Scope) args[2];
        ClassicCall call = ClassicCall.current();
        if (call == null && scope != null) {
            call = AsyncCalls.of(scope.clientContext);
        }
        if (call != null && scope != null) {
            call.carriedBy(scope.clientContext);
            call.wire().carriedByReactor();
            call.wire().using(scope.cancellableDependency, scope.route.getProxyHost() != null);
            call.attempt().markConnecting(call.now());
        }
        return Seam.PROCEED;
    }
}
