package io.resil.benchmarks.down;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.resil.benchmarks.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * A small backend with a bounded pool of threads: half of what it is asked needs a service ({@link #NEEDS_SERVICE}), to
 * which it allows 30 seconds, the other half does not. Without the service it answers 503. Says its port, then for each
 * line of its input how many threads are held.
 */
public final class Application {

    static final String NEEDS_SERVICE = "/chat";
    static final String NEEDS_NOTHING = "/status";
    static final String BY_HAND = "resilience4j";
    static final int THREADS = 40;

    private static final int TIMEOUT_SECONDS = 30;

    private Application() {}

    /** @param args the URL of the service, and how its calls are wrapped by hand, if they are */
    public static void main(String[] args) throws Exception {
        Program.endOnFailure();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        Callable<String> service = args.length > 1 && args[1].equals(BY_HAND) ? byHand(call(args[0])) : call(args[0]);
        server.createContext(NEEDS_SERVICE, exchange -> ask(service, exchange));
        server.createContext(NEEDS_NOTHING, exchange -> answer(exchange, 200, "fine"));
        server.setExecutor(pool);
        server.start();
        Program.say(server.getAddress().getPort());
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (asked.readLine() != null) {
            Program.say(pool.getActiveCount());
        }
        System.exit(0);
    }

    private static Callable<String> call(String url) {
        CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(THREADS)
                        .setMaxConnTotal(THREADS)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                        .build())
                .build();
        return () -> client.execute(new HttpGet(url), response -> EntityUtils.toString(response.getEntity()));
    }

    /** As the agent is configured: the fifth failure in a row opens it for a minute. */
    private static Callable<String> byHand(Callable<String> call) {
        CircuitBreakerConfig rule = CircuitBreakerConfig.custom()
                .slidingWindowSize(5)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(100)
                .waitDurationInOpenState(Duration.ofSeconds(60))
                .permittedNumberOfCallsInHalfOpenState(1)
                .build();
        return CircuitBreaker.decorateCallable(CircuitBreaker.of("service", rule), call);
    }

    private static void ask(Callable<String> service, HttpExchange exchange) throws IOException {
        try {
            answer(exchange, 200, service.call());
        } catch (IOException | CallNotPermittedException e) {
            answer(exchange, 503, "without the service: " + e.getClass().getSimpleName());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
