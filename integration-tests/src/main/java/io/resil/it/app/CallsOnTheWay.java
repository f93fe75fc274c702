package io.resil.it.app;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** A client that, on the way to {@code url}, first calls {@code before}: as one does that fetches what it signs with. */
public final class CallsOnTheWay implements Story {

    @Override
    public Line tell(Line command) throws Exception {
        try (CloseableHttpClient other = HttpClients.createDefault();
                CloseableHttpClient client = HttpClients.custom()
                        .addRequestInterceptorFirst(
                                (request, entity, context) -> status(other, command.require("before")))
                        .build()) {
            return new Line().with("status", status(client, command.require("url")));
        }
    }

    private static int status(CloseableHttpClient client, String url) throws IOException {
        return client.execute(new HttpGet(url), response -> {
            EntityUtils.consume(response.getEntity());
            return response.getCode();
        });
    }
}
