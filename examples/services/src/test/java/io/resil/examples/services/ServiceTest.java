package io.resil.examples.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private Service chroma;

    @BeforeEach
    void start() throws IOException {
        chroma = Service.start(Role.CHROMA, 0);
    }

    @AfterEach
    void stop() {
        chroma.close();
    }

    @Test
    void answersAtThePathOfItsRoleAndCounts() throws Exception {
        HttpResponse<String> answer = post("/query", "X-INTERNAL-TOKEN", "secret");
        post("/query", "X-Other", "value");

        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("results"), answer.body());
        assertEquals("{\"received\":2,\"withToken\":1}", get("/control/count").body());
    }

    @Test
    void neverAnswersWhatArrivedWhileHanging() throws Exception {
        assertEquals(200, post("/control/hang").statusCode());

        assertThrows(HttpTimeoutException.class, () -> post("/query"));
        assertThrows(HttpTimeoutException.class, () -> get("/health"));
        assertEquals(1, chroma.received());

        assertEquals(200, post("/control/ok").statusCode());
        assertEquals(200, post("/query").statusCode());
    }

    @Test
    void failsWithTheStatusAskedFor() throws Exception {
        post("/control/fail?status=503");

        assertEquals(503, post("/query").statusCode());
        assertEquals(503, get("/health").statusCode());
    }

    @Test
    void isSlowAsLongAsAskedFor() throws Exception {
        post("/control/slow?ms=150");
        long start = System.nanoTime();

        assertEquals(200, post("/query").statusCode());

        assertTrue(System.nanoTime() - start >= Duration.ofMillis(150).toNanos());
    }

    @Test
    void refusesOnceClosed() throws Exception {
        post("/query");
        chroma.close();

        assertThrows(ConnectException.class, () -> post("/query"));
    }

    @Test
    void saysWhatIsWrongWithAControl() throws Exception {
        assertEquals(400, post("/control/fail?status=99").statusCode());
        assertEquals(400, post("/control/fail").statusCode());
        assertEquals(400, post("/control/dance").statusCode());
        assertEquals(405, get("/control/hang").statusCode());
    }

    private HttpResponse<String> post(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString("{}"));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(chroma.url() + path)).timeout(Duration.ofMillis(500));
    }
}
