package io.resil.benchmarks.wire;

import io.resil.benchmarks.Consumption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A short while in which threads make one call again and again. */
final class Slice {

    private static final double NANOS_PER_MICRO = 1e3;

    private final Callable<String> call;
    private final long nanos;

    Slice(Callable<String> call, long millis) {
        this.call = call;
        this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** @return what {@link Measure} says of it, in that order */
    Object[] run(ExecutorService executor, int threads) throws IOException, InterruptedException {
        List<Callable<long[]>> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            // made here: memory of the measurement is none of the calls
            long[] latencies = new long[(int) TimeUnit.NANOSECONDS.toMillis(nanos) * 100];
            callers.add(() -> repeat(latencies));
        }
        Consumption before = Consumption.now();
        long begun = System.nanoTime();
        List<Future<long[]>> done = executor.invokeAll(callers);
        double took = System.nanoTime() - begun;
        Consumption after = Consumption.now();
        long[] latencies = done.stream()
                .flatMapToLong(each -> Arrays.stream(result(each)))
                .sorted()
                .toArray();
        double count = latencies.length;
        return new Object[] {
            count / took * TimeUnit.SECONDS.toNanos(1),
            after.cpuNanosSince(before) / count / NANOS_PER_MICRO,
            latencies[latencies.length / 2] / NANOS_PER_MICRO,
            latencies[latencies.length * 99 / 100] / NANOS_PER_MICRO,
            after.bytesSince(before) / count
        };
    }

    private long[] repeat(long[] latencies) throws Exception {
        int count = 0;
        long now = System.nanoTime();
        for (long end = now + nanos; now - end < 0 && count < latencies.length; count++) {
            String answer = call.call();
            long then = System.nanoTime();
            if (!answer.equals("pong")) {
                throw new IllegalStateException(answer);
            }
            latencies[count] = then - now;
            now = then;
        }
        return Arrays.copyOf(latencies, count);
    }

    private static long[] result(Future<long[]> done) {
        try {
            return done.get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
