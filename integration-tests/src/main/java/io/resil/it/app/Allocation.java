package io.resil.it.app;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** What a thread allocates for a call once everything is warm: the least of several rounds. */
public final class Allocation implements Story {

    private static final int WARM_UP = 300;
    private static final int ROUNDS = 10;
    private static final int CALLS = 100;

    @Override
    public Line tell(Line command) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        HttpGet request = new HttpGet(command.require("url"));
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            call(client, request, WARM_UP);
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = threads.getThreadAllocatedBytes(thread);
                call(client, request, CALLS);
                least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
            }
            return new Line().with("bytes", least / CALLS);
        }
    }

    private static void call(CloseableHttpClient client, HttpGet request, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            client.execute(request, response -> {
                EntityUtils.consume(response.getEntity());
                return null;
            });
        }
    }
}
