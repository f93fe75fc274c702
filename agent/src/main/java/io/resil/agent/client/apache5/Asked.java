package io.resil.agent.client.apache5;

import io.resil.agent.call.Origin;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.MinimalHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;

/** What the application asked for, of which client, and whether it still wants it. Belongs to whoever drives the call. */
final class Asked {

    final CloseableHttpClient client;
    final @Nullable HttpHost host;
    final ClassicHttpRequest request;
    final @Nullable HttpContext context;

    /** A minimal client completes the application's own request, and would refuse to do so again; null for the others. */
    private final Header @Nullable [] headersBefore;

    Asked(
            CloseableHttpClient client,
            @Nullable HttpHost host,
            ClassicHttpRequest request,
            @Nullable HttpContext context) {
        this.client = client;
        this.host = host;
        this.request = request;
        this.context = context;
        this.headersBefore = client instanceof MinimalHttpClient ? request.getHeaders() : null;
    }

    String method() {
        return request.getMethod();
    }

    /** Without its query. */
    String path() {
        String uri = request.getRequestUri();
        int query = uri == null ? -1 : uri.indexOf('?');
        return uri == null ? "/" : query < 0 ? uri : uri.substring(0, query);
    }

    @Nullable
    String url() {
        return RequestUrl.of(host, request);
    }

    @Nullable
    String header(String name) {
        return CopiedEntity.values(headersBefore == null ? request.getHeaders() : headersBefore, name);
    }

    Origin origin() {
        NamedEndpoint to = endpoint(host, request);
        return to == null ? Origin.UNKNOWN : Origin.of(scheme(host, request), to.getHostName(), to.getPort());
    }

    /** Where the call goes; null when neither the host nor the request says. */
    static @Nullable NamedEndpoint endpoint(@Nullable HttpHost host, ClassicHttpRequest request) {
        return host != null ? host : request.getAuthority();
    }

    static String scheme(@Nullable HttpHost host, ClassicHttpRequest request) {
        String scheme = host != null ? host.getSchemeName() : request.getScheme();
        return scheme == null ? "http" : scheme;
    }

    boolean isReplayable() {
        HttpEntity entity = request.getEntity();
        return entity == null || entity.isRepeatable();
    }

    boolean hasIdempotencyKey() {
        return request.containsHeader("Idempotency-Key");
    }

    boolean hasOwnTimeout() {
        return hasOwnTimeout(client, request, context);
    }

    /** Without an object of this class: allocates nothing. */
    static boolean hasOwnTimeout(
            CloseableHttpClient client, ClassicHttpRequest request, @Nullable HttpContext context) {
        RequestConfig config = config(client, request, context);
        return config != null && config.getResponseTimeout() != null;
    }

    /** In the order in which the client itself looks. */
    private static @Nullable RequestConfig config(
            CloseableHttpClient client, ClassicHttpRequest request, @Nullable HttpContext context) {
        RequestConfig own = request instanceof Configurable ? ((Configurable) request).getConfig() : null;
        if (own == null && context instanceof HttpClientContext) {
            RequestConfig ofContext = ((HttpClientContext) context).getRequestConfig();
            own = ofContext == RequestConfig.DEFAULT ? null : ofContext; // what it says when it has none
        }
        return own == null && client instanceof Configurable ? ((Configurable) client).getConfig() : own;
    }

    /** Takes back what the client did to the request when it was sent before. */
    void restoreRequest() {
        if (headersBefore != null) {
            request.setHeaders(headersBefore);
        }
    }

    boolean isCancelled() {
        return request instanceof CancellableDependency && ((CancellableDependency) request).isCancelled();
    }

    /** Has the waker run when the application cancels the request, at once if it has. */
    void onCancel(Runnable waker) {
        if (request instanceof CancellableDependency) {
            ((CancellableDependency) request).setDependency(new Cancellable() {
                @Override
                public boolean cancel() {
                    waker.run();
                    return true;
                }
            });
        }
    }
}
