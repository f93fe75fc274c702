package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * At {@code HttpAsyncMainClientExec.execute} and its HTTP/2 twin: once for each request on the wire. The request is the
 * client's own copy.
 */
public final class AsyncHopAdvice extends Advice {

    public AsyncHopAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        HttpRequest request = (HttpRequest) args[0];
        AsyncExecChain.Scope scope = (AsyncExecChain.Scope) args[2];
        ClassicCall call = scope == null ? null : AsyncCalls.of(scope.clientContext);
        if (call != null && scope != null && request != null) {
            Tokens.add(call, request, scope.route.getTargetHost());
            call.attempt().markRequestWritten(false); // whether it is reused is not known: the cautious answer
            call.wire().handedToReactor();
        }
        return Seam.PROCEED;
    }
}
