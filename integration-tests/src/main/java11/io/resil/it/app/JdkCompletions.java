package io.resil.it.app;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** On which thread the application goes on when its call has ended. */
public final class JdkCompletions extends JdkStory {

    private static final AtomicInteger THREADS = new AtomicInteger();

    @Override
    public Line tell(Line command) {
        Executor executor = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "application-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        HttpClient client = HttpClient.newBuilder().executor(executor).build();
        return client.sendAsync(request(command), BodyHandlers.ofString())
                .handle((response, failure) -> new Line()
                        .with("thread", Thread.currentThread().getName())
                        .with("status", response == null ? 0 : response.statusCode()))
                .join();
    }
}
