package io.resil.agent.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Serves the {@linkplain Site site} by the JVM's own HTTP server: the only class that knows that server, which not every
 * JVM has. Its threads are daemons because the thread that {@linkplain #open opens} it is one.
 */
final class PageServer implements HttpHandler {

    private static final int BACKLOG = 50;

    /** Nothing but what this server sends itself may be loaded, framed, sent to or run. */
    private static final String CONTENT_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String WRONG_HOST =
            "This host name is not one of this machine's, so the request may come from the"
                    + " page of another site.\nAsk by address (http://127.0.0.1:<port>/), or by the name in status.bind."
                    + " A reverse proxy must send one of these as Host.\n";

    private final HttpServer server;
    private final Site site;
    private final HostCheck hosts;
    private final Notices notices;

    private PageServer(HttpServer server, Site site, HostCheck hosts, Notices notices) {
        this.server = server;
        this.site = site;
        this.hosts = hosts;
        this.notices = notices;
    }

    /**
     * Begins to serve.
     *
     * @throws IOException when it cannot listen there
     */
    static PageServer open(StatusSettings settings, Site site, Executor executor, Notices notices) throws IOException {
        InetAddress address = InetAddress.getByName(settings.bind);
        HttpServer server = HttpServer.create(new InetSocketAddress(address, settings.port), BACKLOG);
        PageServer page = new PageServer(server, site, new HostCheck(ownNames(settings.bind, address)), notices);
        server.setExecutor(executor);
        server.createContext("/", page);
        server.start();
        return page;
    }

    private static List<String> ownNames(String bind, InetAddress address) throws UnknownHostException {
        List<String> names = new ArrayList<>();
        names.add(bind);
        if (!address.isLoopbackAddress()) {
            try {
                names.add(InetAddress.getLocalHost().getHostName());
            } catch (UnknownHostException nameless) {
                // a container whose name is in no hosts file is asked by its address
                return names;
            }
        }
        return names;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Stops to listen, and closes what is open. */
    void close() {
        server.stop(0);
    }

    @Override
    public void handle(HttpExchange exchange) {
        try {
            send(exchange, answer(exchange));
        } catch (IOException gone) {
            // the client is: there is nobody to tell
            exchange.close();
        } catch (Throwable fault) {
            notices.fault("the status page", fault);
        } finally {
            exchange.close();
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        Headers asked = exchange.getRequestHeaders();
        if (!hosts.allows(asked.getFirst("Host"))) {
            return Reply.text(421, WRONG_HOST);
        }
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Reply.text(405, "Nothing can be changed here: GET and HEAD only.\n");
        }
        URI url = exchange.getRequestURI();
        return site.answer(String.valueOf(url.getPath()), url.getRawQuery(), asked.getFirst("Accept"));
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", reply.contentType);
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", CONTENT_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(reply.body.length));
            exchange.sendResponseHeaders(reply.status, -1);
            return;
        }
        exchange.sendResponseHeaders(reply.status, reply.body.length);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(reply.body);
        }
    }
}
