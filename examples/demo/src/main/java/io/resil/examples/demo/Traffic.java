package io.resil.examples.demo;

import io.resil.examples.demo.Chat.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Users who ask at a fixed rate, whether or not the last question was answered: a slow backend does not slow them down.
 * Thread-safe.
 */
final class Traffic implements AutoCloseable {

    static final int USERS = 8;

    /** How often each user asks. */
    static final Duration EVERY = Duration.ofSeconds(2);

    /** How long a user waits for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(6);

    private final HttpClient client = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<CompletableFuture<Chat>> chats = new CopyOnWriteArrayList<>();
    private final URI chat;
    private volatile Phase phase = Phase.NORMAL;
    private @Nullable ScheduledFuture<?> asking;

    Traffic(URI chat) {
        this.chat = chat;
    }

    void start() {
        long period = EVERY.toNanos() / USERS;
        asking = clock.scheduleAtFixedRate(this::ask, 0, period, TimeUnit.NANOSECONDS);
    }

    void enter(Phase phase) {
        this.phase = phase;
    }

    /** Asks no more. */
    void stop() throws InterruptedException {
        if (asking != null) {
            asking.cancel(false);
        }
        clock.shutdown();
        clock.awaitTermination(1, TimeUnit.SECONDS);
    }

    /** After {@link #stop}, waits until every question was answered or given up. */
    List<Chat> finish() throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture.allOf(chats.toArray(CompletableFuture[]::new))
                .get(PATIENCE.toSeconds() + 5, TimeUnit.SECONDS);
        return ended();
    }

    /** Those of a phase that have ended by now. */
    List<Chat> ended(Phase phase) {
        return ended().stream().filter(chat -> chat.phase() == phase).toList();
    }

    /** One question, outside of the count; for a backend to warm up. */
    int askOnce() throws Exception {
        return client.send(question(0), BodyHandlers.ofString()).statusCode();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    private List<Chat> ended() {
        return chats.stream()
                .filter(CompletableFuture::isDone)
                .map(CompletableFuture::join)
                .toList();
    }

    private void ask() {
        Phase now = phase;
        long start = System.nanoTime();
        chats.add(client.sendAsync(question(chats.size() % USERS), BodyHandlers.ofString())
                .handle((response, failure) -> new Chat(now, start, System.nanoTime(), answerOf(response))));
    }

    private HttpRequest question(int user) {
        String body = "{\"user\":\"user" + user + "\",\"message\":\"How long are invoices kept?\"}";
        return HttpRequest.newBuilder(chat)
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static Answer answerOf(@Nullable HttpResponse<String> response) {
        return response == null ? Answer.NONE : Chat.answerOf(response.statusCode(), response.body());
    }
}
