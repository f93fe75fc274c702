package io.resil.it.app;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** {@code java.net.http}, by kind: {@code jdk-send} and {@code jdk-send-async}. */
final class JdkClient implements DrivenClient {

    private final HttpClient client;
    private final boolean async;

    JdkClient(Line command) throws Exception {
        async = command.require("kind").equals("jdk-send-async");
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(
                        command.get("redirects", "true").equals("true")
                                ? HttpClient.Redirect.NORMAL
                                : HttpClient.Redirect.NEVER);
        int connectTimeout = command.number("connect-timeout", 0);
        if (connectTimeout > 0) {
            builder.connectTimeout(Duration.ofMillis(connectTimeout));
        }
        SSLContext tls = Clients.trusting(command);
        if (tls != null) {
            builder.sslContext(tls);
        }
        if (command.get("http-version", "2").equals("1.1")) {
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        String proxy = command.get("proxy");
        if (proxy != null) {
            int colon = proxy.indexOf(':');
            builder.proxy(ProxySelector.of(
                    new InetSocketAddress(proxy.substring(0, colon), Integer.parseInt(proxy.substring(colon + 1)))));
        }
        client = builder.build();
    }

    @Override
    public Call prepare(Line command) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(command.require("url")))
                .method(command.get("method", "GET"), publisher(command));
        for (Map.Entry<String, String> header : command.below("header.").entrySet()) {
            builder.header(header.getKey(), header.getValue());
        }
        int timeout = command.number("response-timeout", 0);
        if (timeout > 0) {
            builder.timeout(Duration.ofMillis(timeout));
        }
        return new JdkCall(builder.build(), command.get("into", "bytes"));
    }

    private static BodyPublisher publisher(Line command) {
        String body = command.get("body");
        if (body == null) {
            return BodyPublishers.noBody();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return command.is("one-shot")
                ? BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes), bytes.length)
                : BodyPublishers.ofByteArray(bytes);
    }

    /** It says nothing of its pool. */
    @Override
    public void describePool(Line answer) {}

    /** It ends when it is no longer referenced. */
    @Override
    public void close() {}

    private final class JdkCall implements Call {

        private final HttpRequest request;
        private final String into;
        private volatile @Nullable CompletableFuture<?> sent;

        JdkCall(HttpRequest request, String into) {
            this.request = request;
            this.into = into;
        }

        @Override
        public void run(Line answer) throws Exception {
            try {
                switch (into) {
                    case "stream":
                        HttpResponse<InputStream> streamed = exchange(BodyHandlers.ofInputStream());
                        describe(streamed, answer);
                        try (InputStream in = streamed.body()) {
                            Body.describe(in, answer);
                        }
                        break;
                    case "file":
                        Path file = Files.createTempFile("body", ".txt");
                        HttpResponse<Path> saved = exchange(BodyHandlers.ofFile(file));
                        describe(saved, answer);
                        Body.describe(Files.readAllBytes(saved.body()), answer);
                        Files.delete(file);
                        break;
                    default:
                        HttpResponse<byte[]> whole = exchange(BodyHandlers.ofByteArray());
                        describe(whole, answer);
                        Body.describe(whole.body(), answer);
                        break;
                }
            } finally {
                CompletableFuture<?> future = sent;
                if (future != null) {
                    answer.with("future", future.getClass().getName());
                }
                answer.with(
                        "request-headers",
                        String.join(",", request.headers().map().keySet()));
            }
        }

        private <T> HttpResponse<T> exchange(HttpResponse.BodyHandler<T> handler) throws Exception {
            if (!async) {
                return client.send(request, handler);
            }
            CompletableFuture<HttpResponse<T>> future = client.sendAsync(request, handler);
            sent = future;
            return future.get();
        }

        @Override
        public void cancel() {
            CompletableFuture<?> future = sent;
            if (future != null) {
                future.cancel(true);
            }
        }
    }

    private static void describe(HttpResponse<?> response, Line answer) {
        response.headers()
                .map()
                .forEach((name, values) -> answer.with("header." + name.toLowerCase(Locale.ROOT), values.get(0)));
        answer.with("version", response.version());
        answer.with("status", response.statusCode());
    }
}
