package io.resil.examples.services;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One service on a loopback port. Beside its own path and {@code GET /health} it answers, whatever its health:
 *
 * <ul>
 *   <li>{@code POST /control/hang}: accept and never answer; what was swallowed stays unanswered for good
 *   <li>{@code POST /control/fail?status=503}: answer this status
 *   <li>{@code POST /control/slow?ms=2000}: answer after so many milliseconds
 *   <li>{@code POST /control/ok}: answer again
 *   <li>{@code GET /control/count}: the requests received, as {@code {"received":12,"withToken":12}}
 * </ul>
 *
 * <p>{@code /health} follows the health but is not counted. Thread-safe.
 */
public final class Service implements AutoCloseable {

    private static final String TOKEN_HEADER = "X-INTERNAL-TOKEN";

    private final Role role;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger withToken = new AtomicInteger();
    private volatile Health health = Health.OK;

    private Service(Role role, HttpServer server) {
        this.role = role;
        this.server = server;
    }

    /**
     * @param port 0 for a free one
     * @throws IOException when the port is taken
     */
    public static Service start(Role role, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Service service = new Service(role, server);
        server.createContext("/", service::serve);
        server.createContext("/control/", service::control);
        server.setExecutor(service.threads);
        server.start();
        return service;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public void hang() {
        health = Health.HANGING;
    }

    public void fail(int status) {
        health = Health.failing(status);
    }

    public void slow(long millis) {
        health = Health.slow(millis);
    }

    public void ok() {
        health = Health.OK;
    }

    /** Requests that arrived at the path of the role, answered or not. */
    public int received() {
        return received.get();
    }

    /** Stops listening and drops every connection. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean own = path.equals(role.path);
        if (own) {
            received.incrementAndGet();
            if (exchange.getRequestHeaders().containsKey(TOKEN_HEADER)) {
                withToken.incrementAndGet();
            }
        }
        exchange.getRequestBody().readAllBytes();
        Health now = health;
        if (now.hanging) {
            return; // an exchange that is left alone keeps its connection open and costs no thread
        }
        pause(now.delayMillis);
        if (now.status != 200) {
            answer(exchange, now.status, "{\"error\":\"made to fail\"}");
        } else if (own) {
            answer(exchange, 200, role.answer);
        } else if (path.equals("/health")) {
            answer(exchange, 200, "{\"status\":\"ok\"}");
        } else {
            answer(exchange, 404, "{\"error\":\"no such path\"}");
        }
    }

    private void control(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/control/count")) {
            answer(exchange, 200, "{\"received\":" + received + ",\"withToken\":" + withToken + "}");
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, "{\"error\":\"POST only\"}");
            return;
        }
        try {
            health = healthAsked(path, exchange.getRequestURI().getQuery());
            answer(exchange, 200, "{\"health\":\"" + health.name + "\"}");
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, "{\"error\":\"" + e.getMessage() + "\"}");
        }
    }

    private static Health healthAsked(String path, String query) {
        switch (path) {
            case "/control/ok":
                return Health.OK;
            case "/control/hang":
                return Health.HANGING;
            case "/control/fail":
                return Health.failing(parameter(query, "status", 400, 599));
            case "/control/slow":
                return Health.slow(parameter(query, "ms", 0, 600_000));
            default:
                throw new IllegalArgumentException("ok, hang, fail, slow or count");
        }
    }

    private static int parameter(String query, String name, int least, int most) {
        String rule = name + "= a number from " + least + " to " + most;
        if (query == null || !query.matches(name + "=\\d{1,6}")) {
            throw new IllegalArgumentException(rule);
        }
        int value = Integer.parseInt(query.substring(name.length() + 1));
        if (value < least || value > most) {
            throw new IllegalArgumentException(rule);
        }
        return value;
    }

    private static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while slow", e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
