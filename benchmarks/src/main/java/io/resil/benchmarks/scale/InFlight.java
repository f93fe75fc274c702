package io.resil.benchmarks.scale;

import io.resil.benchmarks.Consumption;
import io.resil.benchmarks.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An application that keeps so many asynchronous calls under way at a time. Told {@link #CALL} and a number of calls, it
 * says what one cost while each that ends is followed by another; told {@link #HOLD}, what one takes of the heap while all
 * wait for an answer, connections aside.
 */
public final class InFlight {

    static final String CALL = "call";
    static final String HOLD = "hold";

    private static final int CLIENT_THREADS = 4;
    private static final int PATIENCE_SECONDS = 60;
    /** More connections at once would wait in front of the server for longer than the agent allows to connect. */
    private static final int AT_ONCE = 500;

    private static final double NANOS_PER_MICRO = 1e3;

    private final String url;
    private final int concurrent;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newFixedThreadPool(CLIENT_THREADS))
            .build();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private InFlight(String url, int concurrent) {
        this.url = url;
        this.concurrent = concurrent;
    }

    /** @param args the URL of a server, and how many calls at a time */
    public static void main(String[] args) throws Exception {
        Program.endOnFailure();
        InFlight inFlight = new InFlight(args[0], Integer.parseInt(args[1]));
        inFlight.holdAll(); // opens the connections
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = asked.readLine(); line != null; line = asked.readLine()) {
            String[] words = line.split(" ", -1);
            Program.say(words[0].equals(CALL) ? inFlight.call(Integer.parseInt(words[1])) : inFlight.hold());
        }
        System.exit(0);
    }

    /** Microseconds of processor time, of any time, and bytes allocated, all by call. */
    private Object[] call(int calls) throws IOException, InterruptedException, TimeoutException {
        Consumption before = Consumption.now();
        long begun = System.nanoTime();
        keepUnderWay(calls);
        double took = System.nanoTime() - begun;
        Consumption after = Consumption.now();
        return new Object[] {
            after.cpuNanosSince(before) / NANOS_PER_MICRO / calls,
            took / NANOS_PER_MICRO / calls,
            (double) after.bytesSince(before) / calls
        };
    }

    /** Bytes of the heap by call that waits, and how many threads are the agent's meanwhile. */
    private Object[] hold() throws IOException, InterruptedException, TimeoutException {
        long idle = usedHeap();
        long[] held = holdAll();
        return new Object[] {(double) (held[0] - idle) / concurrent, held[1]};
    }

    private void keepUnderWay(int calls) throws InterruptedException, TimeoutException {
        AtomicInteger left = new AtomicInteger(calls - concurrent);
        CountDownLatch ended = new CountDownLatch(concurrent);
        for (int i = 0; i < concurrent; i++) {
            callAndFollow(left, ended);
        }
        await(ended);
    }

    private void callAndFollow(AtomicInteger left, CountDownLatch ended) {
        send("/").whenComplete((response, failed) -> {
            if (failed != null) {
                failure.set(failed);
            }
            if (left.getAndDecrement() > 0) {
                callAndFollow(left, ended);
            } else {
                ended.countDown();
            }
        });
    }

    /** @return the used heap while all wait for their answers, and how many threads are the agent's */
    private long[] holdAll() throws IOException, InterruptedException, TimeoutException {
        CountDownLatch ended = new CountDownLatch(concurrent);
        List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
        for (int i = 0; i < concurrent; i++) {
            CompletableFuture<HttpResponse<String>> one = send("/hold");
            one.whenComplete((response, failed) -> ended.countDown());
            all.add(one);
            if (i % AT_ONCE == AT_ONCE - 1) {
                awaitHeld(i + 1);
            }
        }
        awaitHeld(concurrent);
        long[] held = {usedHeap(), threadsOfTheAgent()};
        control("/release");
        await(ended);
        for (CompletableFuture<HttpResponse<String>> one : all) {
            if (!one.join().body().equals("pong")) {
                throw new IllegalStateException(one.join().body());
            }
        }
        return held;
    }

    private void awaitHeld(int calls) throws IOException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (Integer.parseInt(control("/held")) < calls) {
            if (System.nanoTime() - end > 0) {
                throw new TimeoutException("not all calls arrived at the server");
            }
        }
    }

    private void await(CountDownLatch ended) throws InterruptedException, TimeoutException {
        if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("calls are still under way: " + ended.getCount());
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException(failed);
        }
    }

    private CompletableFuture<HttpResponse<String>> send(String path) {
        return client.sendAsync(HttpRequest.newBuilder(URI.create(url + path)).build(), BodyHandlers.ofString());
    }

    /** By the address of the server, which no service is configured for. */
    private String control(String path) throws IOException, InterruptedException {
        URI uri = URI.create(url.replace("localhost", "127.0.0.1") + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static long usedHeap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc(); // what the first one only made unreachable
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static long threadsOfTheAgent() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("resil-"))
                .count();
    }
}
