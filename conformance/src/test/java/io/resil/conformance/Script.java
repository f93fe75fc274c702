package io.resil.conformance;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A call, and what the service does at each time it is sent; the last of that again and again. */
final class Script {

    /** What happens to one sending. */
    interface Scene {

        /** @return the status of the answer */
        int play() throws IOException, InterruptedException;
    }

    final String method;
    final boolean idempotencyKey;

    private final Deque<Scene> scenes = new ArrayDeque<>();
    private final List<Exception> failures = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();

    private Script(String method, boolean idempotencyKey) {
        this.method = method;
        this.idempotencyKey = idempotencyKey;
    }

    static Script get() {
        return new Script("GET", false);
    }

    static Script post(boolean idempotencyKey) {
        return new Script("POST", idempotencyKey);
    }

    Script thenAnswers(int status) {
        scenes.add(() -> status);
        return this;
    }

    /** Nobody takes the connection. */
    Script thenIsRefused() {
        IOException refused = new IOException("refused, " + (failures.size() + 1));
        failures.add(refused);
        scenes.add(() -> {
            throw refused;
        });
        return this;
    }

    /** No answer comes until the calling thread is interrupted. */
    Script thenHangs() {
        scenes.add(() -> {
            new CountDownLatch(1).await();
            return 0;
        });
        return this;
    }

    /** Sends the call; on one thread at a time. */
    int send() throws IOException, InterruptedException {
        Scene scene = scenes.size() > 1 ? scenes.remove() : scenes.element();
        sent.incrementAndGet();
        return scene.play();
    }

    int sent() {
        return sent.get();
    }

    /** The failures it plays, in order. */
    List<Exception> failures() {
        return failures;
    }
}
