package io.resil.it.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** Makes one call with the Apache client of its own loader; see {@link Loaders}. */
public final class Fetch implements Function<String, Integer> {

    @Override
    public Integer apply(String url) {
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            return client.execute(new HttpGet(url), response -> response.getCode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
