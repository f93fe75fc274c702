package io.resil.benchmarks.scale;

import io.resil.benchmarks.Median;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Settings;
import io.resil.benchmarks.Table;
import io.resil.benchmarks.calls.Jmh;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What a call costs as there is more of something: services, origins of one service, calls under way. Each size also as a
 * ratio to the smallest. {@code BENCH_ARGS} may say which {@code parts}: {@code services}, {@code origins}, {@code async};
 * and of the last how many {@code rounds} and which {@code concurrent} calls.
 */
public final class Scale {

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
            Async async = new Async(asked.number("rounds", 5));
            for (String size : asked.names("concurrent", "1", "100", "1000", "10000")) {
                async.measure(Integer.parseInt(size));
                async.show(); // each time: the largest takes minutes
            }
        }
    }

    private static void grow(Class<?> benchmark) throws RunnerException, IOException {
        String name = "scale-" + benchmark.getSimpleName().toLowerCase(Locale.ROOT);
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
}
