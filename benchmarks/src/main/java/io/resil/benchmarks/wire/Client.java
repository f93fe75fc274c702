package io.resil.benchmarks.wire;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The clients that are measured, as an application uses them: one instance for all threads, connections kept. */
public enum Client {
    APACHE5 {
        @Override
        Calls open(int threads) {
            CloseableHttpClient client = HttpClients.custom()
                    .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                            .setMaxConnPerRoute(threads)
                            .setMaxConnTotal(Integer.MAX_VALUE)
                            .build())
                    .build();
            return url ->
                    () -> client.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity()));
        }
    },
    JDK {
        @Override
        Calls open(int threads) {
            HttpClient client =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            return url -> () -> {
                HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
                return client.send(request, BodyHandlers.ofString()).body();
            };
        }
    };

    /** Before a URL whose calls are to be wrapped by hand. */
    static final String BY_HAND = "resilience4j:";

    /** Opens it, for as long as the process lives. */
    abstract Calls open(int threads);

    /** Makes the call that gets one URL. */
    interface Calls {
        Callable<String> to(String url);
    }

    /** Whether it is the application's, so that there can be several in one process. */
    static boolean isCopied(String client) {
        return valueOf(client.toUpperCase(Locale.ROOT)) != JDK;
    }

    /** For {@link Copy}, which shares no types with its caller but the JDK's. */
    public static Callable<String> call(String client, int threads, String url) {
        Calls calls = valueOf(client.toUpperCase(Locale.ROOT)).open(threads);
        return url.startsWith(BY_HAND) ? byHand(calls.to(url.substring(BY_HAND.length()))) : calls.to(url);
    }

    private static Callable<String> byHand(Callable<String> bare) {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("pong");
        Retry retry = Retry.ofDefaults("pong");
        return Retry.decorateCallable(retry, CircuitBreaker.decorateCallable(breaker, bare));
    }
}
