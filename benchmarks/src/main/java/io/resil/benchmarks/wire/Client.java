package io.resil.benchmarks.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Callable;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** The clients that are measured, as an application uses them: one instance for all threads, connections kept. */
enum Client {
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

    /** Opens it, for as long as the process lives. */
    abstract Calls open(int threads) throws IOException;

    /** Makes the call that gets one URL. */
    interface Calls {
        Callable<String> to(String url);
    }
}
