package io.resil.agent.client.apache5;

import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.jspecify.annotations.Nullable;

/**
 * At {@code HttpRequestExecutor.execute(ClassicHttpRequest, HttpClientConnection, HttpResponseInformationCallback,
 * HttpContext)}: once for each request on the wire, redirects, authentication rounds and CONNECT included.
 */
public final class HopAdvice extends Advice {

    private final IdleLimit idle = new IdleLimit();

    public HopAdvice(Class<?> woven, Environment environment) {}

    @Override
    public @Nullable Object enter(@Nullable Object self, @Nullable Object[] args) {
        HttpClientConnection connection = (HttpClientConnection) args[1];
        if (connection != null) {
            idle.lift(connection);
        }
        ClassicCall call = ClassicCall.current();
        ClassicHttpRequest request = (ClassicHttpRequest) args[0];
        if (call == null || request == null || connection == null || isConnect(request)) {
            return Seam.PROCEED;
        }
        CopiedEntity.look(call, call.attempt(), request); // before the token, which is the service's and not a user's
        addToken(call, request, args[3]);
        if (call.target().isObserving()) {
            call.attempt().timeWriting(call.now());
        }
        call.attempt().markRequestWritten(call.wire().hopBegins(connection));
        return Seam.PROCEED;
    }

    @Override
    public @Nullable Object exit(@Nullable Object self, @Nullable Object result, @Nullable Throwable failure) {
        ClassicCall call = ClassicCall.current();
        if (call == null) {
            return result;
        }
        Wire wire = call.wire();
        HttpClientConnection connection = wire.connection();
        if (connection == null) {
            tunnel(wire, result);
            return result;
        }
        removeToken(call, wire);
        if (failure == null || wire.hasReceived()) {
            call.attempt().markAnswerBegun();
        }
        if (failure == null) {
            idle.set(connection, call.target().idleTimeoutNanos());
        } else {
            wire.hopFailed(failure);
        }
        return result;
    }

    private static boolean isConnect(ClassicHttpRequest request) {
        return "CONNECT".equalsIgnoreCase(request.getMethod());
    }

    private static void tunnel(Wire wire, @Nullable Object result) {
        if (result instanceof ClassicHttpResponse && ((ClassicHttpResponse) result).getCode() == HttpStatus.SC_OK) {
            wire.tunnelled();
        }
    }

    private static void addToken(ClassicCall call, ClassicHttpRequest request, @Nullable Object context) {
        HttpRoute route =
                context instanceof HttpClientContext ? (HttpRoute) ((HttpClientContext) context).getHttpRoute() : null;
        if (route != null && Tokens.add(call.target(), call.attempt(), request, route.getTargetHost())) {
            call.wire().carriesToken(request);
        }
    }

    /** A minimal client sends the application's own request object, which is left as it was. */
    private static void removeToken(ClassicCall call, Wire wire) {
        ClassicHttpRequest carrier = wire.takeTokenCarrier();
        String header = call.target().tokenHeader();
        if (carrier != null && header != null) {
            carrier.removeHeaders(header);
        }
    }
}
