package io.resil.it.app;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.cache.CachingHttpClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.SSLConnectionSocketFactoryBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.protocol.BasicHttpContext;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The blocking clients of Apache HttpClient 5, by kind: {@code apache5}, {@code apache5-minimal}, {@code
 * apache5-caching}, and {@code apache5-over-async} (5.5 and newer).
 */
final class Apache5Client implements DrivenClient {

    private final CloseableHttpClient client;
    private final ConnPoolControl<?> pool;
    private final boolean givesContext;

    Apache5Client(Line command) throws Exception {
        givesContext = command.require("kind").equals("apache5-minimal"); // 5.0 fails without one
        if (command.require("kind").equals("apache5-over-async")) {
            PoolingAsyncClientConnectionManager connections = asyncPool(command);
            pool = connections;
            client = overAsync(command, connections);
        } else {
            PoolingHttpClientConnectionManager connections = pool(command);
            pool = connections;
            client = classic(command, connections);
        }
        int most = command.number("pool", 100);
        pool.setMaxTotal(most);
        pool.setDefaultMaxPerRoute(most);
    }

    private static PoolingHttpClientConnectionManager pool(Line command) throws Exception {
        PoolingHttpClientConnectionManagerBuilder builder = PoolingHttpClientConnectionManagerBuilder.create();
        SSLContext tls = Clients.trusting(command);
        if (tls != null) {
            builder.setSSLSocketFactory(SSLConnectionSocketFactoryBuilder.create()
                    .setSslContext(tls)
                    .build());
        }
        return builder.build();
    }

    private static PoolingAsyncClientConnectionManager asyncPool(Line command) throws Exception {
        PoolingAsyncClientConnectionManagerBuilder builder = PoolingAsyncClientConnectionManagerBuilder.create();
        SSLContext tls = Clients.trusting(command);
        if (tls != null) {
            builder.setTlsStrategy(
                    ClientTlsStrategyBuilder.create().setSslContext(tls).build());
        }
        return builder.build();
    }

    private static CloseableHttpClient classic(Line command, PoolingHttpClientConnectionManager connections) {
        if (command.require("kind").equals("apache5-minimal")) {
            return HttpClients.createMinimal(connections);
        }
        HttpClientBuilder builder =
                command.require("kind").equals("apache5-caching") ? CachingHttpClients.custom() : HttpClients.custom();
        builder.setConnectionManager(connections);
        if (command.get("redirects", "true").equals("false")) {
            builder.disableRedirectHandling();
        }
        RequestConfig config = timeouts(command);
        if (config != null) {
            builder.setDefaultRequestConfig(config);
        }
        HttpHost proxy = proxy(command);
        if (proxy != null) {
            builder.setProxy(proxy);
        }
        return builder.build();
    }

    /** By name, as 5.0, which this is compiled against, does not have it. */
    private static CloseableHttpClient overAsync(Line command, PoolingAsyncClientConnectionManager connections)
            throws ReflectiveOperationException {
        CloseableHttpAsyncClient async = HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setProxy(proxy(command))
                .setDefaultRequestConfig(timeouts(command))
                .build();
        async.start();
        return (CloseableHttpClient) HttpAsyncClients.class
                .getMethod("classic", CloseableHttpAsyncClient.class, Timeout.class)
                .invoke(null, async, Timeout.ofSeconds(command.number("input-timeout", 20)));
    }

    private static @Nullable HttpHost proxy(Line command) {
        String proxy = command.get("proxy");
        if (proxy == null) {
            return null;
        }
        int colon = proxy.indexOf(':');
        return new HttpHost(proxy.substring(0, colon), Integer.parseInt(proxy.substring(colon + 1)));
    }

    private static @Nullable RequestConfig timeouts(Line command) {
        int connect = command.number("connect-timeout", 0);
        int response = command.number("response-timeout", 0);
        if (connect == 0 && response == 0) {
            return null;
        }
        RequestConfig.Builder builder = RequestConfig.custom();
        if (connect > 0) {
            builder.setConnectTimeout(connect, TimeUnit.MILLISECONDS);
        }
        if (response > 0) {
            builder.setResponseTimeout(response, TimeUnit.MILLISECONDS);
        }
        return builder.build();
    }

    @Override
    public Call prepare(Line command) {
        HttpUriRequestBase request =
                new HttpUriRequestBase(command.get("method", "GET"), URI.create(command.require("url")));
        for (Map.Entry<String, String> header : command.below("header.").entrySet()) {
            request.setHeader(header.getKey(), header.getValue());
        }
        request.setEntity(entity(command));
        RequestConfig config = timeouts(command);
        if (config != null) {
            request.setConfig(config);
        }
        return new ClassicCall(request, command.is("callback"));
    }

    private static @Nullable HttpEntity entity(Line command) {
        String body = command.get("body");
        if (body == null) {
            return null;
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return command.is("one-shot")
                ? new InputStreamEntity(new ByteArrayInputStream(bytes), bytes.length, ContentType.TEXT_PLAIN)
                : new ByteArrayEntity(bytes, ContentType.TEXT_PLAIN);
    }

    @Override
    public void describePool(Line answer) {
        PoolStats stats = pool.getTotalStats();
        answer.with("leased", stats.getLeased());
        answer.with("available", stats.getAvailable());
        answer.with("pending", stats.getPending());
    }

    @Override
    public void close() throws IOException {
        client.close();
        if (pool instanceof Closeable) {
            ((Closeable) pool).close();
        }
    }

    private final class ClassicCall implements Call {

        private final HttpUriRequestBase request;
        private final boolean callback;

        ClassicCall(HttpUriRequestBase request, boolean callback) {
            this.request = request;
            this.callback = callback;
        }

        @Override
        public void run(Line answer) throws IOException {
            try {
                if (callback) {
                    client.execute(request, context(), response -> {
                        describe(response, answer);
                        return answer;
                    });
                } else {
                    try (CloseableHttpResponse response = client.execute(request, context())) {
                        describe(response, answer);
                    }
                }
            } finally {
                answer.with("request-headers", names(request.getHeaders()));
            }
        }

        private @Nullable HttpContext context() {
            return givesContext ? new BasicHttpContext() : null;
        }

        @Override
        public void cancel() {
            request.abort();
        }
    }

    private static void describe(ClassicHttpResponse response, Line answer) throws IOException {
        answer.with("version", response.getVersion());
        for (Header header : response.getHeaders()) {
            answer.with("header." + header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            Body.describe(entity.getContent(), answer);
        }
        answer.with("status", response.getCode());
    }

    private static String names(Header[] headers) {
        StringBuilder names = new StringBuilder();
        for (Header header : headers) {
            names.append(names.length() == 0 ? "" : ",").append(header.getName());
        }
        return names.toString();
    }
}
