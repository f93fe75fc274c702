package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** At {@code DefaultBHttpClientConnection.sendRequestEntity(ClassicHttpRequest)}: the time it takes is the upload's. */
public final class UploadAdvice extends Advice {

    public UploadAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        ClassicCall call = ClassicCall.current();
        if (call != null) {
            call.attempt().markUploading(call.now());
        }
        return Seam.PROCEED;
    }

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        ClassicCall call = ClassicCall.current();
        if (call != null) {
            call.attempt().markUploaded(call.now());
            if (failure != null && !(failure instanceof SocketException) && !(failure instanceof SSLException)) {
                call.wire().callbackFailed(); // not the socket, so the entity, which is the application's
            }
        }
        return result;
    }
}
