package com.example.chat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the backend. Listens on PORT, 8080 when it is not set. */
public class ChatBackend {

    private static final Logger log = LoggerFactory.getLogger(ChatBackend.class);

    private static final int THREADS = 30;

    private final HttpServer server;
    private final ExecutorService threads;
    private final CloseableHttpClient apache;

    public ChatBackend(int port, ServiceUrls urls) throws IOException {
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
        pool.setMaxTotal(2 * THREADS);
        pool.setDefaultMaxPerRoute(THREADS);
        apache = HttpClients.custom().setConnectionManager(pool).build();
        JsonPoster poster = new JsonPoster();

        ChatService chatService = new ChatService(
                new ChromaClient(apache, urls.getChroma()),
                new FullTextSearch(),
                new BillingClient(poster, urls.getBilling()),
                new FileServiceClient(apache, urls.getFilesystem()),
                new GitClient(poster, urls.getGit()));

        threads = Executors.newFixedThreadPool(THREADS);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/v1/api/chat", new ChatEndpoint(chatService));
    }

    public void start() {
        server.start();
        log.info("Listening on port {}", getPort());
    }

    public int getPort() {
        return server.getAddress().getPort();
    }

    public void stop() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        apache.close();
    }

    public static void main(String[] args) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        String port = System.getenv("PORT");
        ServiceUrls urls = ServiceUrls.fromEnvironment(System.getenv());
        new ChatBackend(port == null ? 8080 : Integer.parseInt(port), urls).start();
    }
}
