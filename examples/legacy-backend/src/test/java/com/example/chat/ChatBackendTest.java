package com.example.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import io.resil.examples.services.Role;
import io.resil.examples.services.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The three habits: fail open (Chroma), fail closed (billing), best effort (files, git). */
class ChatBackendTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private Service chroma;
    private Service filesystem;
    private Service billing;
    private Service git;
    private ChatBackend backend;

    @BeforeEach
    void start() throws IOException {
        chroma = Service.start(Role.CHROMA, 0);
        filesystem = Service.start(Role.FILESYSTEM, 0);
        billing = Service.start(Role.BILLING, 0);
        git = Service.start(Role.GIT, 0);
        backend = new ChatBackend(0, new ServiceUrls(chroma.url(), filesystem.url(), billing.url(), git.url()));
        backend.start();
    }

    @AfterEach
    void stop() throws IOException {
        backend.stop();
        chroma.close();
        filesystem.close();
        billing.close();
        git.close();
    }

    @Test
    void answersWithChromasContextAndAsksEveryServiceOnce() throws Exception {
        HttpResponse<String> answer = chat("How long are invoices kept?");

        assertEquals(200, answer.statusCode());
        JsonObject json = Json.parse(answer.body());
        assertEquals("chroma", json.get("source").getAsString());
        assertTrue(json.get("saved").getAsBoolean());
        assertTrue(json.get("response").getAsString().contains("Backups run at night."), answer.body());
        assertEquals(1, chroma.received());
        assertEquals(1, billing.received());
        assertEquals(1, filesystem.received());
        assertEquals(1, git.received());
    }

    @Test
    void searchesTheManualWhenChromaIsDown() throws Exception {
        chroma.close();

        assertAnswersFromTheManual(chat("How long are invoices kept?"));
    }

    @Test
    void searchesTheManualWhenChromaFails() throws Exception {
        chroma.fail(500);

        assertAnswersFromTheManual(chat("How long are invoices kept?"));
        assertEquals(1, chroma.received());
    }

    @Test
    void refusesTheUserWhenBillingIsDown() throws Exception {
        billing.close();

        assertRefusesUnpaid(chat("How long are invoices kept?"));
    }

    @Test
    void refusesTheUserWhenBillingFails() throws Exception {
        billing.fail(500);

        assertRefusesUnpaid(chat("How long are invoices kept?"));
    }

    @Test
    void answersUnsavedWhenTheFileServiceIsDown() throws Exception {
        filesystem.close();

        HttpResponse<String> answer = chat("How long are invoices kept?");

        assertEquals(200, answer.statusCode());
        assertEquals("chroma", Json.parse(answer.body()).get("source").getAsString());
        assertEquals(false, Json.parse(answer.body()).get("saved").getAsBoolean());
        assertEquals(1, git.received());
    }

    @Test
    void answersWhenGitIsDown() throws Exception {
        git.close();

        HttpResponse<String> answer = chat("How long are invoices kept?");

        assertEquals(200, answer.statusCode());
        assertTrue(Json.parse(answer.body()).get("saved").getAsBoolean());
    }

    @Test
    void refusesWhatIsNotAChat() throws Exception {
        assertEquals(400, post("not json").statusCode());
        assertEquals(400, post("{\"user\":\"ada\"}").statusCode());
    }

    @Test
    void looksForTheServicesWhereTheEnvironmentSays() {
        ServiceUrls defaults = ServiceUrls.fromEnvironment(Collections.emptyMap());
        ServiceUrls moved =
                ServiceUrls.fromEnvironment(Collections.singletonMap("CHROMA_SERVER_URL", "http://other:1234"));

        assertEquals("http://chroma:6003", defaults.getChroma());
        assertEquals("http://filesystem:6002", defaults.getFilesystem());
        assertEquals("http://billing:6004", defaults.getBilling());
        assertEquals("http://git:6005", defaults.getGit());
        assertEquals("http://other:1234", moved.getChroma());
    }

    private void assertAnswersFromTheManual(HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode());
        JsonObject json = Json.parse(answer.body());
        assertEquals("manual", json.get("source").getAsString());
        assertTrue(json.get("response").getAsString().contains("Invoices are kept for ten years."), answer.body());
    }

    private void assertRefusesUnpaid(HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode());
        assertEquals(
                "Billing is unavailable", Json.parse(answer.body()).get("error").getAsString());
        assertEquals(0, filesystem.received());
        assertEquals(0, git.received());
    }

    private HttpResponse<String> chat(String message) throws IOException, InterruptedException {
        return post("{\"user\":\"ada\",\"message\":\"" + message + "\"}");
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + backend.getPort() + "/v1/api/chat");
        return client.send(
                HttpRequest.newBuilder(uri)
                        .timeout(Duration.ofSeconds(10))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
