package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.io.IOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/** At {@code AsyncHttpRequestRetryExec.execute}: the same as {@link ReplayAdvice}, where an asynchronous client works. */
public final class AsyncReplayAdvice extends Advice {

    public AsyncReplayAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        AsyncExecChain.Scope scope = (AsyncExecChain.Scope) args[2];
        Carrier carrier = scope == null ? null : Carrier.of(scope);
        AsyncExecChain chain = (AsyncExecChain) args[3];
        if (carrier == null || chain == null || !carrier.call().target().isRetrying()) {
            return Seam.PROCEED;
        }
        try {
            chain.proceed((HttpRequest) args[0], (AsyncEntityProducer) args[1], scope, (AsyncExecCallback) args[4]);
            return null;
        } catch (IOException | HttpException | RuntimeException | Error failure) {
            return new Throw(failure);
        }
    }
}
