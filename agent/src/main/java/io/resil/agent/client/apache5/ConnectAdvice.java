package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * At {@code DefaultHttpClientConnectionOperator.connect}, whose arguments differ between versions: the one that is a
 * time is the connect timeout in force, whoever set it.
 */
public final class ConnectAdvice extends Advice {

    public ConnectAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        ClassicCall call = ClassicCall.current();
        if (call != null) {
            for (Object arg : args) {
                if (arg instanceof TimeValue) {
                    call.wire().connectingWithin((TimeValue) arg);
                }
            }
        }
        return Seam.PROCEED;
    }
}
