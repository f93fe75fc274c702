package io.resil.agent.client.jdk;

import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A response whose body was held, with the body that the application's own handler made of it. */
final class HeldResponse<T> implements HttpResponse<T> {

    private final HttpResponse<T> client;
    private final T body;

    HeldResponse(HttpResponse<T> client, T body) {
        this.client = client;
        this.body = body;
    }

    @Override
    public int statusCode() {
        return client.statusCode();
    }

    @Override
    public HttpRequest request() {
        return client.request();
    }

    @Override
    public Optional<HttpResponse<T>> previousResponse() {
        return client.previousResponse();
    }

    @Override
    public HttpHeaders headers() {
        return client.headers();
    }

    @Override
    public T body() {
        return body;
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return client.sslSession();
    }

    @Override
    public URI uri() {
        return client.uri();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public String toString() {
        return client.toString();
    }
}
