package io.resil.benchmarks.scale;

import io.resil.benchmarks.Median;
import io.resil.benchmarks.OwnAgent;
import io.resil.benchmarks.Pong;
import io.resil.benchmarks.Program;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Settings;
import io.resil.benchmarks.Table;
import io.resil.benchmarks.calls.Jmh;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What a call costs as there is more of something: services, origins of one service, calls under way. Each size also as a
 * ratio to the smallest. {@code BENCH_ARGS} may say which {@code parts}: {@code services}, {@code origins}, {@code async};
 * and of the last how many {@code rounds} and which {@code concurrent} calls.
 */
public final class Scale {

    private static final String[] IN_FLIGHT = {"CPU, us", "time, us", "bytes", "bytes in flight", "threads of the agent"
    };
    private static final int[] DIGITS = {1, 1, 0, 0, 0};

    private Scale() {}

    public static void main(String[] args) throws Exception {
        Settings asked = new Settings("parts", "rounds", "concurrent");
        List<String> parts = asked.names("parts", "services", "origins", "async");
        if (parts.contains("services")) {
            grow(Services.class);
        }
        if (parts.contains("origins")) {
            grow(Origins.class);
        }
        if (parts.contains("async")) {
            inFlight(asked.number("rounds", 3), asked.names("concurrent", "1", "100", "1000", "10000"));
        }
    }

    private static void grow(Class<?> benchmark) throws RunnerException, IOException {
        String name = "scale-" + benchmark.getSimpleName().toLowerCase(java.util.Locale.ROOT);
        Map<Integer, RunResult> bySize = new TreeMap<>();
        for (RunResult result : new Runner(Jmh.options(name, 1)
                        .include(benchmark.getName() + "\\.")
                        .build())
                .run()) {
            bySize.put(Integer.parseInt(result.getParams().getParam("size")), result);
        }
        Results json = new Results(name);
        Table table = new Table(benchmark.getSimpleName(), "ns a call", "x of the fewest", "bytes a call");
        double smallest = Double.NaN;
        for (Map.Entry<Integer, RunResult> each : bySize.entrySet()) {
            String size = each.getKey().toString();
            List<Double> nanos = Jmh.values(each.getValue(), Jmh.CPU);
            if (Double.isNaN(smallest)) {
                smallest = Median.of(nanos).median();
            }
            double one = smallest;
            table.row(List.of(
                    size,
                    json.add(size + ", ns", nanos).spread(1),
                    json.add(
                                    size + ", ns, x of the fewest",
                                    nanos.stream().map(value -> value / one).toList())
                            .spread(2),
                    json.add(size + ", bytes", Jmh.values(each.getValue(), Jmh.BYTES))
                            .text(0)));
        }
        System.out.println("\n" + table + "\n\n" + json.write());
    }

    private static void inFlight(int rounds, List<String> sizes) throws IOException {
        Map<String, List<double[]>> bare = new LinkedHashMap<>();
        Map<String, List<double[]>> governed = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (String size : sizes) {
                bare.computeIfAbsent(size, any -> new ArrayList<>()).add(inFlight(size, false));
                governed.computeIfAbsent(size, any -> new ArrayList<>()).add(inFlight(size, true));
            }
        }
        show(rounds, bare, governed);
    }

    private static double[] inFlight(String size, boolean isGoverned) throws IOException {
        try (Program server = Program.start(List.of("-Xmx512m"), Pong.class)) {
            String url = "http://localhost:" + Integer.parseInt(server.words()[0]);
            List<String> options = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
            if (isGoverned) {
                options.addAll(OwnAgent.options(url));
            }
            try (Program calls = Program.start(options, InFlight.class, url, size)) {
                return calls.numbers();
            }
        }
    }

    private static void show(int rounds, Map<String, List<double[]>> bare, Map<String, List<double[]>> governed)
            throws IOException {
        Results json = new Results("scale-async");
        List<String> header = new ArrayList<>(List.of("calls under way"));
        header.addAll(List.of(IN_FLIGHT));
        header.addAll(List.of("CPU, x of the fewest", "CPU, us more than bare", "bytes in flight, more than bare"));
        Table table = new Table(header.toArray(String[]::new));
        for (Map<String, List<double[]>> variant : List.of(bare, governed)) {
            List<double[]> smallest = variant.values().iterator().next();
            variant.forEach((size, runs) -> {
                String name = (variant == bare ? "bare, " : "governed, ") + size;
                List<String> row = new ArrayList<>(List.of(name));
                for (int i = 0; i < IN_FLIGHT.length; i++) {
                    Median median = json.add(name + ", " + IN_FLIGHT[i], column(runs, i));
                    row.add(i == 0 ? median.spread(DIGITS[i]) : median.text(DIGITS[i]));
                }
                row.add(json.add(
                                name + ", CPU x of the fewest",
                                IntStream.range(0, runs.size())
                                        .mapToObj(i -> runs.get(i)[0] / smallest.get(i)[0])
                                        .toList())
                        .spread(2));
                List<double[]> peer = bare.getOrDefault(size, List.of());
                for (int i : new int[] {0, 3}) {
                    row.add(json.add(name + ", " + IN_FLIGHT[i] + " more than bare", more(runs, peer, i))
                            .spread(DIGITS[i]));
                }
                table.row(row);
            });
        }
        System.out.println(
                "\nAsynchronous calls of java.net.http, " + rounds + " rounds\n\n" + table + "\n\n" + json.write());
    }

    private static List<Double> column(List<double[]> runs, int column) {
        return runs.stream().map(run -> run[column]).toList();
    }

    private static List<Double> more(List<double[]> runs, List<double[]> peer, int column) {
        return IntStream.range(0, runs.size())
                .mapToObj(i -> runs.get(i)[column] - peer.get(i)[column])
                .toList();
    }
}
