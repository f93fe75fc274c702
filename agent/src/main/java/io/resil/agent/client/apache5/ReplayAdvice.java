package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.io.IOException;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;

/**
 * At {@code HttpRequestRetryExec.execute(ClassicHttpRequest, ExecChain.Scope, ExecChain)}: inside of an attempt that the
 * agent may retry, the client's own strategy must not multiply it. Failures come out as that class words them.
 */
public final class ReplayAdvice extends Advice {

    public ReplayAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        ClassicCall call = ClassicCall.current();
        ClassicHttpRequest request = (ClassicHttpRequest) args[0];
        ExecChain.Scope scope = (ExecChain.Scope) args[1];
        ExecChain chain = (ExecChain) args[2];
        if (call == null || !call.target().isRetrying() || scope == null || chain == null) {
            return Seam.PROCEED;
        }
        try {
            return chain.proceed(request, scope);
        } catch (IOException failure) {
            call.wire().replayPrevented(failure);
            return new Throw(worded(failure, scope));
        } catch (HttpException | RuntimeException | Error failure) {
            return new Throw(failure);
        }
    }

    private static IOException worded(IOException failure, ExecChain.Scope scope) {
        if (scope.execRuntime.isExecutionAborted()) {
            return new RequestFailedException("Request aborted");
        }
        if (failure instanceof NoHttpResponseException) {
            NoHttpResponseException named =
                    new NoHttpResponseException(scope.route.getTargetHost().toHostString() + " failed to respond");
            named.setStackTrace(failure.getStackTrace());
            return named;
        }
        return failure;
    }
}
