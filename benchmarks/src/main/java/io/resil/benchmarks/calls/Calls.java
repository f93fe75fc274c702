package io.resil.benchmarks.calls;

import io.resil.benchmarks.Median;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Table;
import io.resil.benchmarks.guard.Better;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/**
 * Runs {@link Own} and {@link Peers} at 1, 2 and 8 threads, all in one go, and shows per call the processor time, the
 * time from beginning to end, and the bytes. {@code BENCH_ARGS} in the environment names the benchmarks to run, as regular
 * expressions; all without it.
 */
public final class Calls {

    private static final int[] THREADS = {1, 2, 8};

    private static final Map<String, String> PEERS_OF = new TreeMap<>(Map.of(
            "Own.chain", "Peers.resilience4jBreakerRetry",
            "Own.chainWithoutTimeLimits", "Peers.resilience4jBreakerRetry",
            "Own.breaker", "Peers.resilience4jBreaker",
            "Own.breakerWithRate", "Peers.resilience4jBreakerTimeWindow",
            "Own.rejection", "Peers.resilience4jRejection"));

    private Calls() {}

    public static void main(String[] args) throws Exception {
        Map<String, Map<Integer, RunResult>> results = new LinkedHashMap<>();
        for (int threads : THREADS) {
            for (RunResult result : run(threads)) {
                String name = result.getParams().getBenchmark();
                results.computeIfAbsent(name.substring(name.indexOf("calls.") + 6), any -> new TreeMap<>())
                        .put(threads, result);
            }
        }
        System.exit(show(results) ? 0 : 1);
    }

    private static Collection<RunResult> run(int threads) throws RunnerException, java.io.IOException {
        ChainedOptionsBuilder options = Jmh.options("calls-" + threads + "-threads", threads);
        String asked = System.getenv().getOrDefault("BENCH_ARGS", "").trim();
        for (String pattern : asked.isEmpty() ? new String[] {"io.resil.benchmarks.calls"} : asked.split(" ")) {
            options.include(pattern);
        }
        return new Runner(options.build()).run();
    }

    private static boolean show(Map<String, Map<Integer, RunResult>> results) throws java.io.IOException {
        Results json = new Results("calls");
        Map<String, Median> times = new HashMap<>();
        Table table = new Table(
                "call", "CPU, ns, 1 thread", "2", "8", "time, ns, 1 thread", "2", "8", "bytes, 1 thread", "8");
        results.forEach((name, byThreads) -> {
            List<String> row = new ArrayList<>(List.of(name));
            for (int threads : THREADS) {
                Median cpu = json.add(name + ", ns, threads " + threads, Jmh.values(byThreads.get(threads), Jmh.CPU));
                times.put(name + " " + threads, cpu);
                row.add(cpu.spread(1));
            }
            for (int threads : THREADS) {
                row.add(json.add(name + ", time, ns, threads " + threads, Jmh.times(byThreads.get(threads)))
                        .spread(0));
            }
            for (int threads : new int[] {1, 8}) {
                List<Double> bytes = Jmh.values(byThreads.get(threads), Jmh.BYTES);
                row.add(json.add(name + ", bytes, threads " + threads, bytes).text(0));
            }
            table.row(row);
        });
        System.out.println(
                "\nPer call, processor time and time from its beginning to its end: median and middle half of "
                        + Jmh.FORKS + " x " + Jmh.ITERATIONS + " iterations\n");
        System.out.println(table + "\n");
        keep(json, times);
        return json.report();
    }

    /** What later runs are held to: ours over a peer that does the same, at as many threads. */
    private static void keep(Results json, Map<String, Median> times) {
        for (int threads : THREADS) {
            PEERS_OF.forEach((ours, peer) -> {
                Median own = times.get(ours + " " + threads);
                Median other = times.get(peer + " " + threads);
                if (own != null && other != null) { // else only a part was asked for
                    json.ratio(ours + " / " + peer + ", threads " + threads, own.over(other), Better.LOWER);
                }
            });
        }
    }
}
