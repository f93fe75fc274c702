package com.example.resilience;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What resil.yaml does to the calls of this JVM, which runs under the agent, when the service behind them fails. */
class TryYourConfigurationTest {

    @RegisterExtension
    static final WireMockExtension chroma = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

    /** Each test begins with a closed breaker; without the agent there is none, and this fails. */
    @BeforeEach
    void closeTheBreaker() throws Exception {
        beans.invoke(breaker(), "forceClosed", new Object[0], new String[0]);
    }

    @Test
    void tokenIsAdded() throws Exception {
        chroma.stubFor(get("/query").willReturn(ok()));

        assertEquals(200, send("GET"));

        chroma.verify(getRequestedFor(urlEqualTo("/query")).withHeader("X-INTERNAL-TOKEN", equalTo("a-token-for-tests")));
    }

    @Test
    void getThatMeetsOne503Succeeds() throws Exception {
        chroma.stubFor(get("/query").inScenario("once")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(serviceUnavailable())
                .willSetStateTo("well again"));
        chroma.stubFor(get("/query").inScenario("once").whenScenarioStateIs("well again").willReturn(ok()));

        assertEquals(200, send("GET"));

        chroma.verify(2, getRequestedFor(urlEqualTo("/query")));
    }

    /** Half of the work may have been done. */
    @Test
    void postThatWasAnswered503IsNotSentAgain() throws Exception {
        chroma.stubFor(post("/query").willReturn(serviceUnavailable()));

        assertEquals(503, send("POST"));

        chroma.verify(1, postRequestedFor(urlEqualTo("/query")));
    }

    @Test
    void answerThatTakesTooLongIsATimeout() throws Exception {
        chroma.stubFor(get("/query").willReturn(ok().withFixedDelay(10_000)));

        assertThrows(HttpTimeoutException.class, () -> send("GET"));
    }

    @Test
    void breakerOpensAtTheFifthFailureAndClosesWhenTheServiceIsBack() throws Exception {
        chroma.stubFor(post("/query").willReturn(serviceUnavailable()));
        for (int failures = 0; failures < 5; failures++) {
            send("POST");
        }
        assertEquals("OPEN", beans.getAttribute(breaker(), "State"));

        assertThrows(ConnectException.class, () -> send("POST"));
        chroma.verify(5, postRequestedFor(urlEqualTo("/query"))); // the sixth was not sent

        chroma.stubFor(post("/query").willReturn(ok()));
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> send("POST") == 200);
        assertEquals("CLOSED", beans.getAttribute(breaker(), "State"));
    }

    private int send(String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(chroma.baseUrl() + "/query"))
                .method(method, HttpRequest.BodyPublishers.ofString(""))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static ObjectName breaker() throws Exception {
        return new ObjectName("io.resil:type=CircuitBreaker,service=chroma");
    }
}
