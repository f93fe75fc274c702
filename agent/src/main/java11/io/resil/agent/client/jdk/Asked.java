package io.resil.agent.client.jdk;

import io.resil.agent.call.Origin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the application asked for. Immutable. */
final class Asked {

    /** The JDK's own publishers that can be subscribed again; one of a foreign publisher is not known to be. */
    private static final Set<String> REPEATABLE = new HashSet<>(Arrays.asList(
            "ByteArrayPublisher",
            "StringPublisher",
            "EmptyPublisher",
            "FilePublisher",
            "InputStreamPublisher",
            "IterablePublisher"));

    private static final String PUBLISHERS = "jdk.internal.net.http.RequestPublishers$";

    private final HttpClient client;
    private final HttpRequest request;
    private final boolean webSocket;
    private final boolean replayable;

    Asked(HttpClient client, HttpRequest request, @Nullable PushPromiseHandler<?> push) throws Throwable {
        this.client = client;
        this.request = request;
        this.webSocket = Internals.isWebSocket(request);
        this.replayable = push == null && !webSocket && isRepeatable(request.bodyPublisher());
    }

    private static boolean isRepeatable(Optional<BodyPublisher> body) {
        if (body.isEmpty()) {
            return true;
        }
        String type = body.get().getClass().getName();
        return type.startsWith(PUBLISHERS) && REPEATABLE.contains(type.substring(PUBLISHERS.length()));
    }

    HttpClient client() {
        return client;
    }

    HttpRequest request() {
        return request;
    }

    String method() {
        String method = request.method();
        return method == null ? "GET" : method;
    }

    String path() {
        String path = request.uri().getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    /** What would be spoken, if the server did as well. */
    Version version() {
        return request.version().orElse(client.version());
    }

    /** What answers a handshake of a WebSocket is the beginning of a conversation. */
    boolean isWebSocket() {
        return webSocket;
    }

    /** Null where the client may add credentials by itself. */
    @Nullable
    String url() {
        if (client.cookieHandler().isPresent() || client.authenticator().isPresent()) {
            return null;
        }
        URI uri = request.uri();
        String query = uri.getRawQuery();
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":"
                + uri.getPort() + path() + (query == null ? "" : "?" + query);
    }

    @Nullable
    String header(String name) {
        List<String> values = request.headers().allValues(name);
        return values.isEmpty() ? null : String.join(", ", values);
    }

    Origin origin() {
        URI uri = request.uri();
        return Origin.of(uri.getScheme(), uri.getHost(), uri.getPort());
    }

    boolean isReplayable() {
        return replayable;
    }

    boolean hasIdempotencyKey() {
        return request.headers().firstValue("Idempotency-Key").isPresent();
    }

    boolean hasOwnTimeout() {
        return request.timeout().isPresent();
    }

    boolean hasOwnConnectTimeout() {
        return client.connectTimeout().isPresent();
    }
}
