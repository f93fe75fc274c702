package com.example.resilience;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The little that an owner may add: work that was certainly not sent is kept, and done later. */
class OutboxTest {

    @RegisterExtension
    static final WireMockExtension chroma = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<String> outbox = new ArrayDeque<>();

    @Test
    void whatCouldNotBeSentIsSentOnceLater() throws Exception {
        chroma.stubFor(post("/documents").willReturn(ok()));

        operate("forceOpen"); // an outage, rehearsed
        save("one");
        assertEquals(1, outbox.size());

        operate("forceClosed");
        save(outbox.remove());
        assertEquals(0, outbox.size());
        chroma.verify(1, postRequestedFor(urlEqualTo("/documents")));
    }

    private void save(String document) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(chroma.baseUrl() + "/documents"))
                .POST(HttpRequest.BodyPublishers.ofString(document))
                .build();
        try {
            http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (ConnectException e) {
            outbox.add(document); // refused, or rejected by an open breaker: the service has not seen it
        }
    }

    private static void operate(String operation) throws Exception {
        ObjectName breaker = new ObjectName("io.resil:type=CircuitBreaker,service=chroma");
        ManagementFactory.getPlatformMBeanServer().invoke(breaker, operation, new Object[0], new String[0]);
    }
}
