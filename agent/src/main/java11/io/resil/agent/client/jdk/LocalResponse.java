package io.resil.agent.client.jdk;

import io.resil.agent.call.HeaderField;
import io.resil.agent.call.LocalAnswer;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLSession;

/** A response that was made here, with the body that the application's own handler made of its bytes. */
final class LocalResponse<T> implements HttpResponse<T> {

    private final Head head;
    private final HttpRequest request;
    private final T body;

    private LocalResponse(Head head, HttpRequest request, T body) {
        this.head = head;
        this.request = request;
        this.body = body;
    }

    /** Hands an answer to the application's handler, as the client would one that came over the wire. */
    static <T> CompletionStage<HttpResponse<T>> of(LocalAnswer answer, Asked asked, BodyHandler<T> application) {
        Head head = new Head(answer, asked.version());
        byte[] bytes = answer.body(asked.method());
        List<ByteBuffer> buffers = bytes.length == 0
                ? Collections.emptyList()
                : Collections.singletonList(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
        BodySubscriber<T> taker = application.apply(head);
        taker.onSubscribe(new HeldBytes<>(taker, buffers, null));
        return taker.getBody().thenApply(body -> new LocalResponse<>(head, asked.request(), body));
    }

    @Override
    public int statusCode() {
        return head.statusCode();
    }

    @Override
    public HttpRequest request() {
        return request;
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public HttpHeaders headers() {
        return head.headers();
    }

    @Override
    public T body() {
        return body;
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return Optional.empty();
    }

    @Override
    public URI uri() {
        return request.uri();
    }

    @Override
    public Version version() {
        return head.version();
    }

    /** As the client's own. */
    @Override
    public String toString() {
        return "(" + request.method() + " " + request.uri() + ") " + statusCode();
    }

    private static final class Head implements ResponseInfo {

        private final int status;
        private final HttpHeaders headers;
        private final Version version;

        Head(LocalAnswer answer, Version version) {
            Map<String, List<String>> fields = new LinkedHashMap<>();
            for (HeaderField field : answer.fields()) {
                fields.computeIfAbsent(field.name, name -> new ArrayList<>()).add(field.value);
            }
            this.status = answer.status();
            this.headers = HttpHeaders.of(fields, (name, value) -> true);
            this.version = version;
        }

        @Override
        public int statusCode() {
            return status;
        }

        @Override
        public HttpHeaders headers() {
            return headers;
        }

        @Override
        public Version version() {
            return version;
        }
    }
}
