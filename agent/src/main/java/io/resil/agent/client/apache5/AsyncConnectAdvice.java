package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.jspecify.annotations.Nullable;

/** At {@code AsyncConnectExec.execute}: each hop of a carried call passes it on its way to a connection. */
public final class AsyncConnectAdvice extends Advice {

    public AsyncConnectAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        AsyncExecChain.Scope scope = (AsyncExecChain.Scope) args[2];
        Carrier carrier = scope == null ? null : Carrier.of(scope);
        if (carrier != null && scope != null) {
            carrier.queues(scope);
        }
        return Seam.PROCEED;
    }
}
