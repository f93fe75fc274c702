package io.resil.benchmarks.down;

import io.resil.benchmarks.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests that come at a steady rate, whether or not those before them were answered: users do not wait for each other.
 * In turns, one needs the service that hangs and one does not.
 */
final class Traffic {

    private static final int A_SECOND = 20;

    private final Program application;
    private final String url;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Request> needing = new ArrayList<>();
    private final List<Request> others = new ArrayList<>();
    private final List<Double> threadsHeld = new ArrayList<>();
    private long begun;
    private int sent;

    Traffic(Program application, int port) {
        this.application = application;
        this.url = "http://127.0.0.1:" + port;
    }

    /** Sends for so many seconds, and gives the last ones one second more to be answered. */
    Observed run(int seconds) throws IOException, InterruptedException {
        warmUp();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        begun = System.nanoTime();
        ScheduledFuture<?> sending = clock.scheduleAtFixedRate(
                this::send, 0, TimeUnit.SECONDS.toMicros(1) / A_SECOND, TimeUnit.MICROSECONDS);
        try {
            sending.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            sending.cancel(false); // time is up
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        clock.shutdown();
        clock.awaitTermination(1, TimeUnit.SECONDS);
        Request last = others.get(others.size() - 1);
        last.awaitFor(Observed.IN_TIME);
        long now = System.nanoTime();
        return new Observed(
                needing.stream().map(request -> request.at(now)).toList(),
                others.stream().map(request -> request.at(now)).toList(),
                List.copyOf(threadsHeld));
    }

    /** Of what does not need the service: the first answer is slow in any JVM. */
    private void warmUp() throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            client.send(request(Application.NEEDS_NOTHING), BodyHandlers.ofString());
        }
    }

    private void send() {
        if (sent % A_SECOND == 0) {
            look();
        }
        boolean needs = sent % 2 == 0;
        long due = begun + sent * TimeUnit.SECONDS.toNanos(1) / A_SECOND;
        sent++;
        Request request = new Request(due);
        (needs ? needing : others).add(request);
        client.sendAsync(
                        request(needs ? Application.NEEDS_SERVICE : Application.NEEDS_NOTHING), BodyHandlers.ofString())
                .thenAccept(request::answered);
    }

    private void look() {
        try {
            threadsHeld.add(Double.parseDouble(application.ask("held")[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).build();
    }

    /** One of them: when it was due, and when its answer came. */
    private static final class Request {

        private final long due;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile long answeredAt;

        Request(long due) {
            this.due = due;
        }

        void answered(HttpResponse<String> response) {
            answeredAt = System.nanoTime();
            done.countDown();
        }

        void awaitFor(double seconds) throws InterruptedException {
            done.await((long) (seconds * TimeUnit.SECONDS.toMillis(1)), TimeUnit.MILLISECONDS);
        }

        Observed.Answer at(long now) {
            boolean answered = done.getCount() == 0;
            double took = (answered ? answeredAt : now) - due;
            return new Observed.Answer(answered, took / TimeUnit.SECONDS.toNanos(1));
        }
    }
}
