package io.resil.benchmarks.wire;

import io.resil.benchmarks.OpenTelemetry;
import io.resil.benchmarks.Processes;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Table;
import io.resil.benchmarks.guard.Better;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The same calls bare, wrapped by hand, and under the agent, matched and not, in turns; shown are medians and, of what is
 * compared, each round against the bare client of the same round. {@code BENCH_ARGS} in the environment is the number of
 * rounds.
 */
public final class Wire {

    private static final int ROUNDS = 9;
    private static final String BARE = "bare";
    private static final String[] COLUMNS = {"calls/s", "CPU us", "p50 us", "p99 us", "bytes"};

    private final Path directory = Files.createTempDirectory("wire");

    private Wire() throws IOException {}

    public static void main(String[] args) throws Exception {
        String rounds = System.getenv().getOrDefault("BENCH_ARGS", "").trim();
        System.exit(new Wire().run(rounds.isEmpty() ? ROUNDS : Integer.parseInt(rounds)) ? 0 : 1);
    }

    private boolean run(int rounds) throws Exception {
        Process server = Processes.of(List.of(java(), "-cp", Processes.classPath(), Pong.class.getName()))
                .start();
        try (BufferedReader said = server.inputReader()) {
            String url = "http://localhost:" + said.readLine();
            Map<String, List<String>> variants = variants(url);
            Map<String, List<double[]>> measured = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                for (Map.Entry<String, List<String>> variant : variants.entrySet()) {
                    measured.computeIfAbsent(variant.getKey(), any -> new ArrayList<>())
                            .add(measure(variant.getValue()));
                }
            }
            return show(rounds, measured);
        } finally {
            server.destroy();
        }
    }

    private static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }

    private Map<String, List<String>> variants(String url) throws IOException {
        String agent = "-javaagent:" + System.getProperty("bench.agent", "agent/target/resil-agent.jar") + "=";
        Map<String, List<String>> variants = new LinkedHashMap<>();
        variants.put(BARE, callers(List.of(), url));
        variants.put("by hand, Resilience4j", callers(List.of(), url, Callers.WRAPPED));
        variants.put("agent, unmatched", callers(List.of(agent + configuration("http://elsewhere:1")), url));
        variants.put("agent, governed", callers(List.of(agent + configuration(url)), url));
        String other = System.getProperty("bench.opentelemetry", "");
        if (!other.isEmpty()) {
            variants.put("OpenTelemetry agent, no exporters", callers(OpenTelemetry.options(other), url));
        }
        return variants;
    }

    private static List<String> callers(List<String> options, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-cp", Processes.classPath(), Callers.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path configuration(String url) throws IOException {
        return Files.writeString(
                Files.createTempFile(directory, "resil", ".yaml"),
                """
                services:
                  pong:
                    name: Pong Server
                    url: %s
                    timeout: 15s
                    token: { header: X-INTERNAL-TOKEN, value: secret }
                    retry: { max-retries: 3 }
                    breaker: { failure-threshold: 5, recovery-timeout: 60s }
                """
                        .formatted(url));
    }

    private static double[] measure(List<String> command) throws IOException, InterruptedException {
        String[] words = Processes.after(Callers.MARK, Processes.output(command));
        double[] values = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            values[i] = Double.parseDouble(words[i]);
        }
        return values;
    }

    private static boolean show(int rounds, Map<String, List<double[]>> measured) throws IOException {
        Results json = new Results("wire");
        Table table = new Table(
                "calls",
                "calls/s",
                "CPU, us",
                "p50, us",
                "p99, us",
                "bytes",
                "calls/s, x bare",
                "CPU, us more",
                "p99, x bare");
        List<double[]> bare = measured.getOrDefault(BARE, List.of());
        measured.forEach((name, runs) -> {
            List<String> row = new ArrayList<>(List.of(name));
            for (int i = 0; i < COLUMNS.length; i++) {
                int column = i;
                List<Double> values = runs.stream().map(run -> run[column]).toList();
                row.add(json.add(name + ", " + COLUMNS[i], values).text(i == 1 ? 1 : 0));
            }
            row.add(json.ratio(name + ", calls/s x bare", paired(runs, bare, 0, true), Better.HIGHER)
                    .spread(2));
            row.add(json.add(name + ", CPU us more", paired(runs, bare, 1, false))
                    .spread(1));
            row.add(json.ratio(name + ", p99 x bare", paired(runs, bare, 3, true), Better.LOWER)
                    .spread(2));
            table.row(row);
        });
        System.out.println("\n" + rounds + " rounds, medians; against bare also the middle half\n\n" + table + "\n");
        return json.report();
    }

    private static List<Double> paired(List<double[]> runs, List<double[]> bare, int column, boolean ratio) {
        return IntStream.range(0, runs.size())
                .mapToObj(i ->
                        ratio ? runs.get(i)[column] / bare.get(i)[column] : runs.get(i)[column] - bare.get(i)[column])
                .toList();
    }
}
