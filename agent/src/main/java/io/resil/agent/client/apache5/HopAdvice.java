package io.resil.agent.client.apache5;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Environment;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Seam;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
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
        Attempt attempt = call.attempt();
        addToken(call, attempt, request, args[3]);
        attempt.markRequestWritten(call.wire().hopBegins(connection));
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

    /** By the route of the hop, never by what its headers say. */
    private static void addToken(
            ClassicCall call, Attempt attempt, ClassicHttpRequest request, @Nullable Object context) {
        String token = attempt.token();
        String header = call.target().tokenHeader();
        HttpRoute route =
                context instanceof HttpClientContext ? (HttpRoute) ((HttpClientContext) context).getHttpRoute() : null;
        if (token == null || header == null || route == null || request.containsHeader(header)) {
            return;
        }
        HttpHost host = route.getTargetHost();
        if (call.target().covers(host.getSchemeName(), host.getHostName(), host.getPort(), request.getRequestUri())) {
            request.setHeader(header, token);
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
