package io.resil.agent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.timeout.DaemonThreads;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real server on loopback. */
class StatusPageTest implements Notices {

    private static final String ADDRESS = "127.0.0.1";
    private static final StatusSettings ANYWHERE = new StatusSettings(0, ADDRESS, List.of("chroma"));

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> problems = new LinkedBlockingQueue<>();
    private final List<String> faults = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final StatusPage page = new StatusPage(
            new Told().with(Told.service("chroma", "enforce", "OPEN", 41.5)),
            this,
            new DaemonThreads("status-page-test"),
            50);

    @Override
    public void said(String line) {
        lines.add(line);
    }

    @Override
    public void unavailable(String problem) {
        problems.add(problem);
    }

    @Override
    public void fault(String place, Throwable fault) {
        faults.add(place + ": " + fault);
    }

    @AfterEach
    void stop() throws InterruptedException {
        page.configure(null);
        while (!await(problems).isEmpty()) {
            // until it is as wanted: no page and no complaint
        }
        assertEquals(List.of(), faults);
    }

    private static String await(BlockingQueue<String> queue) throws InterruptedException {
        return Objects.requireNonNull(queue.poll(30, TimeUnit.SECONDS), "nothing was said");
    }

    /** Where it says it is. */
    private URI said() throws InterruptedException {
        String line = await(lines);
        assertTrue(line.startsWith("Status page: http://" + ADDRESS + ":"), line);
        return URI.create(line.substring("Status page: ".length()));
    }

    private URI started() throws InterruptedException {
        page.configure(ANYWHERE);
        page.mayStart();
        return said();
    }

    private HttpResponse<String> send(URI base, String method, String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI base, String path) throws IOException, InterruptedException {
        return send(base, "GET", path);
    }

    // ---- what is there

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/|200|text/html; charset=utf-8|<!DOCTYPE html>",
                "/page.css|200|text/css; charset=utf-8|--ground",
                "/page.js|200|text/javascript; charset=utf-8|import",
                "/service.js|200|text/javascript; charset=utf-8|import",
                "/timeline.js|200|text/javascript; charset=utf-8|import",
                "/text.js|200|text/javascript; charset=utf-8|export",
                "/icon.svg|200|image/svg+xml|<svg",
                "/health|503|application/json; charset=utf-8|\"open\":[\"chroma\"]",
                "/metrics|200|text/plain; version=0.0.4; charset=utf-8|resil_breaker_state{service=\"chroma\"",
                "/v1/api/status|200|application/json; charset=utf-8|\"agent\":{",
                "/v1/api/status/services|200|application/json; charset=utf-8|\"config\":{",
                "/v1/api/status/services?x=y&service=git|200|application/json; charset=utf-8|{}",
                "/v1/api/status/history|200|application/json; charset=utf-8|\"stepSeconds\":10",
                "/page.html|404|text/plain; charset=utf-8|/v1/api/status/services",
                "/../resil.yaml|404|text/plain; charset=utf-8|Nothing is here.",
                "/%2e%2e/page.js|404|text/plain; charset=utf-8|Nothing is here."
            })
    void answersByThePath(String row) throws Exception {
        String[] expected = row.split("\\|", -1);

        HttpResponse<String> answer = get(started(), expected[0]);

        assertEquals(Integer.parseInt(expected[1]), answer.statusCode());
        assertEquals(expected[2], answer.headers().firstValue("Content-Type").orElse(""));
        assertTrue(answer.body().contains(expected[3]), answer.body());
    }

    @Test
    void headIsGetWithoutABody() throws Exception {
        URI base = started();

        HttpResponse<String> head = send(base, "HEAD", "/page.css");

        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(
                get(base, "/page.css").headers().firstValue("Content-Length"),
                head.headers().firstValue("Content-Length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACK"})
    void nothingCanBeChanged(String method) throws Exception {
        HttpResponse<String> answer = send(started(), method, "/health");

        assertEquals(405, answer.statusCode());
        assertEquals("GET, HEAD", answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void browserIsToldToTrustNothingElse() throws Exception {
        HttpResponse<String> answer = get(started(), "/");

        String policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals(
                "nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }

    // ---- who asks

    private static String firstLine(URI base, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(0, answer.indexOf("\r\n")) + answer.substring(answer.indexOf("\r\n\r\n") + 2);
        }
    }

    @Test
    void pageOfAnotherSiteIsKeptOut() throws Exception {
        String answer = firstLine(
                started(), "GET /v1/api/status HTTP/1.1\r\nHost: evil.example:9901\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 421"), answer);
        assertTrue(answer.contains("status.bind"), answer);
        assertFalse(answer.contains("chroma"), answer);
    }

    @Test
    void probeWithoutHostIsAnswered() throws Exception {
        String answer = firstLine(started(), "GET /health HTTP/1.0\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 503"), answer);
    }

    @Test
    void clientsThatDribbleHoldNobodyUp() throws Exception {
        List<Socket> slow = new ArrayList<>();
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, new DaemonThreads("clock"));
        PageServer server = PageServer.open(
                ANYWHERE,
                new Site(new Told(), new History()),
                new TimeLimit(clock, new DaemonThreads("exchanges"), 200),
                this);
        try {
            URI base = URI.create("http://" + ADDRESS + ":" + server.port() + "/");
            for (int i = 0; i < 2 * TimeLimit.THREADS; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                socket.getOutputStream().write('G');
                slow.add(socket);
            }

            assertEquals(200, get(base, "/health").statusCode());

            for (Socket socket : slow) {
                socket.setSoTimeout(30_000);
                assertEquals(-1, socket.getInputStream().read(), "closed");
            }
            assertEquals(200, get(base, "/health").statusCode(), "no interrupt is left behind");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
            server.close();
            clock.shutdownNow();
        }
    }

    // ---- when it is there

    @Test
    void startsWhenItMayAndNoSooner() throws Exception {
        page.configure(ANYWHERE);
        page.configure(ANYWHERE);
        page.mayStart();
        page.mayStart();

        said();
        assertEquals("", await(problems));
        assertNull(lines.poll(), "once");
    }

    @Test
    void threadsAreDaemonsOfTheAgent() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        get(started(), "/health");

        List<Thread> fresh = new ArrayList<>(Thread.getAllStackTraces().keySet());
        fresh.removeAll(before);
        fresh.removeIf(thread -> thread.getName().startsWith("HttpClient"));
        assertTrue(fresh.stream().anyMatch(each -> each.getName().equals("HTTP-Dispatcher")), fresh::toString);
        for (Thread each : fresh) {
            assertTrue(each.isDaemon(), each::toString);
            assertNull(each.getContextClassLoader(), each::toString);
        }
    }

    @Test
    void takenPortIsAProblemUntilItIsFree() throws Exception {
        URI there;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            page.configure(new StatusSettings(taken.getLocalPort(), ADDRESS, List.of()));
            page.mayStart();

            String problem = "status: no page at " + ADDRESS + ":" + taken.getLocalPort() + ": ";
            assertTrue(await(problems).startsWith(problem));
            assertTrue(await(lines).startsWith(problem));
            assertTrue(await(problems).startsWith(problem), "tried again");
            assertTrue(lines.isEmpty(), "and said once: " + lines);
            there = URI.create("http://" + ADDRESS + ":" + taken.getLocalPort() + "/");
        }

        assertEquals(there, said());
        assertEquals(200, get(there, "/health").statusCode());
    }

    @Test
    void movesWhenItsPlaceChanges() throws Exception {
        URI first = started();

        page.configure(new StatusSettings(0, "localhost", List.of()));

        String line = await(lines);
        assertTrue(line.startsWith("Status page: http://localhost:"), line);
        assertThrows(ConnectException.class, () -> get(first, "/health"));
    }

    @Test
    void otherCriticalServicesChangeNothingButTheHealth() throws Exception {
        URI base = started();
        assertEquals(503, get(base, "/health").statusCode());

        page.configure(new StatusSettings(0, ADDRESS, List.of("git")));
        page.configure(new StatusSettings(0, ADDRESS, List.of("git")));

        HttpResponse<String> health = get(base, "/health");
        while (health.statusCode() == 503) { // until the thread of the page has heard it
            health = get(base, "/health");
        }
        assertTrue(health.body().contains("\"critical\":[\"git\"]"), health.body());
        assertNull(lines.poll());
    }

    @Test
    void isGoneWhenItIsConfiguredAway() throws Exception {
        URI base = started();
        assertEquals("", await(problems));

        page.configure(null);
        assertEquals("", await(problems));

        assertThrows(ConnectException.class, () -> get(base, "/health"));
    }
}
