package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * At {@code connect} of {@code DefaultHttpClientConnectionOperator} and its asynchronous twin, whose arguments differ
 * between versions: the one that is a time is the connect timeout in force, whoever set it.
 */
public final class ConnectAdvice extends Advice {

    public ConnectAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        TimeValue timeout = null;
        ClassicCall call = ClassicCall.current();
        for (Object arg : args) {
            if (arg instanceof TimeValue) {
                timeout = (TimeValue) arg;
            } else if (arg instanceof HttpContext && call == null) {
                Carrier carrier = Carrier.of(arg);
                call = carrier == null ? null : carrier.call();
            }
        }
        if (call != null && timeout != null) {
            call.wire().connectingWithin(timeout);
        }
        return Seam.PROCEED;
    }

    /** A cache in the client may make an answer of its own of that, which would hide it. */
    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        ClassicCall call = ClassicCall.current();
        if (call != null && failure != null) {
            call.wire().replayPrevented(failure);
        }
        return result;
    }
}
