package io.resil.benchmarks.wire;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** An application whose threads call one URL over kept connections, again and again, and says what that took. */
public final class Callers {

    static final String MARK = "measured ";
    static final String WRAPPED = "resilience4j";

    private static final int THREADS = 2;
    private static final long WARM_UP = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long MEASURED = TimeUnit.MILLISECONDS.toNanos(2000);

    private final List<long[]> latencies = new ArrayList<>();
    private long allocated;

    private Callers() {}

    /** @param args the URL, and how its calls are wrapped by hand, if they are */
    public static void main(String[] args) throws Exception {
        try (CloseableHttpClient client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(THREADS)
                        .build())
                .build()) {
            Callable<String> bare =
                    () -> client.execute(new HttpGet(args[0]), response -> EntityUtils.toString(response.getEntity()));
            new Callers().run(args.length > 1 && args[1].equals(WRAPPED) ? wrapped(bare) : bare);
        }
    }

    private static Callable<String> wrapped(Callable<String> bare) {
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("pong");
        Retry retry = Retry.ofDefaults("pong");
        return Retry.decorateCallable(retry, CircuitBreaker.decorateCallable(breaker, bare));
    }

    private void run(Callable<String> call) throws Exception {
        together(call, WARM_UP);
        latencies.clear();
        allocated = 0;
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long cpu = system.getProcessCpuTime();
        long begun = System.nanoTime();
        together(call, MEASURED);
        long nanos = System.nanoTime() - begun;
        cpu = system.getProcessCpuTime() - cpu;
        long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%s%.1f %.2f %.2f %.2f %.0f%n",
                MARK,
                all.length * 1e9 / nanos,
                cpu / 1e3 / all.length,
                all[all.length / 2] / 1e3,
                all[all.length * 99 / 100] / 1e3,
                (double) allocated / all.length);
    }

    private void together(Callable<String> call, long nanos) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> callUntil(call, System.nanoTime() + nanos));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void callUntil(Callable<String> call, long end) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getThreadAllocatedBytes(Thread.currentThread().getId());
        long[] took = new long[1 << 20];
        int count = 0;
        for (long now = System.nanoTime(); now - end < 0 && count < took.length; count++) {
            String answer = answer(call);
            long then = System.nanoTime();
            if (!answer.equals("pong")) {
                throw new IllegalStateException(answer);
            }
            took[count] = then - now;
            now = then;
        }
        long bytes = thread.getThreadAllocatedBytes(Thread.currentThread().getId()) - before - 8L * took.length;
        synchronized (this) {
            latencies.add(Arrays.copyOf(took, count));
            allocated += bytes;
        }
    }

    private static String answer(Callable<String> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
