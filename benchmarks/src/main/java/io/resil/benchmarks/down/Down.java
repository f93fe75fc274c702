package io.resil.benchmarks.down;

import io.resil.benchmarks.OwnAgent;
import io.resil.benchmarks.Pong;
import io.resil.benchmarks.Program;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Settings;
import io.resil.benchmarks.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * A service that takes connections and never answers, and an application that is asked twenty things a second, ten of
 * which need it: without the agent, with it, and with a breaker by hand. {@code BENCH_ARGS} may say for how many
 * {@code seconds}, and which {@code variants}: {@code bare}, {@code hand}, {@code agent}, {@code bulkhead}.
 */
public final class Down {

    private static final int SECONDS = 60;

    private final Results json = new Results("down");
    private final Table answers = new Table(
            "application",
            "need it: answered, %",
            "p50, s",
            "p99, s",
            "others: in 1 s, %",
            "p50, s",
            "p99, s",
            "threads held of " + Application.THREADS + ", mean",
            "most");
    private final List<String> timeLines = new ArrayList<>();

    private Down() {}

    public static void main(String[] args) throws Exception {
        Settings asked = new Settings("seconds", "variants");
        List<String> variants = asked.names("variants", "bare", "hand", "agent", "bulkhead");
        int seconds = asked.number("seconds", SECONDS);
        Down down = new Down();
        all(variants, seconds).forEach(down::add);
        System.out.println("\nA service hangs for " + seconds + " s; unanswered requests count with the time so far\n\n"
                + down.answers + "\n\nthreads held, each fifth second:\n");
        down.timeLines.forEach(System.out::println);
        System.out.println("\n" + down.json.write());
    }

    /** All at the same time: they have next to nothing to do but wait. */
    private static Map<String, Observed> all(List<String> variants, int seconds) throws InterruptedException {
        ExecutorService executor = Executors.newCachedThreadPool();
        Map<String, Future<Observed>> running = new LinkedHashMap<>();
        variants.forEach(variant -> running.put(variant, executor.submit(() -> measure(variant, seconds))));
        executor.shutdown();
        Map<String, Observed> observed = new LinkedHashMap<>();
        for (Map.Entry<String, Future<Observed>> each : running.entrySet()) {
            try {
                observed.put(each.getKey(), each.getValue().get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(each.getKey(), e);
            }
        }
        return observed;
    }

    private static Observed measure(String variant, int seconds) throws IOException, InterruptedException {
        try (Program service = Program.start(List.of(), Pong.class)) {
            String url = "http://localhost:" + Integer.parseInt(service.words()[0]);
            try (Program application = Program.start(
                    options(variant, url),
                    Application.class,
                    url + "/hold",
                    variant.equals("hand") ? Application.BY_HAND : "plain")) {
                return new Traffic(application, Integer.parseInt(application.words()[0])).run(seconds);
            }
        }
    }

    private static List<String> options(String variant, String url) throws IOException {
        return switch (variant) {
            case "bare", "hand" -> List.of();
            case "agent" -> OwnAgent.options(url);
            case "bulkhead" -> OwnAgent.options(url, "max-concurrent: 10");
            default -> throw new IllegalArgumentException(variant);
        };
    }

    private static String title(String variant) {
        return switch (variant) {
            case "hand" -> "breaker by hand, Resilience4j";
            case "agent" -> "agent, the example's configuration";
            case "bulkhead" -> "the same, max-concurrent: 10";
            default -> "without agent";
        };
    }

    private void add(String variant, Observed seen) {
        String name = title(variant);
        double mean =
                seen.threadsHeld().stream().mapToDouble(each -> each).average().orElse(0);
        double most =
                seen.threadsHeld().stream().mapToDouble(each -> each).max().orElse(0);
        answers.row(List.of(
                name,
                shown(name + ", needing it, answered %", 100 * Observed.given(seen.needing()), 1),
                shown(name + ", needing it, p50 s", Observed.seconds(seen.needing(), 0.5), 3),
                shown(name + ", needing it, p99 s", Observed.seconds(seen.needing(), 0.99), 3),
                shown(name + ", others, in time %", 100 * Observed.inTime(seen.others()), 1),
                shown(name + ", others, p50 s", Observed.seconds(seen.others(), 0.5), 3),
                shown(name + ", others, p99 s", Observed.seconds(seen.others(), 0.99), 3),
                shown(name + ", threads held, mean", mean, 1),
                shown(name + ", threads held, most", most, 0)));
        timeLines.add(name + ": " + eachFifth(seen.threadsHeld()));
    }

    private static String eachFifth(List<Double> counts) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < counts.size(); i += 5) {
            some.add("%.0f".formatted(counts.get(i)));
        }
        return some.stream().collect(Collectors.joining(" "));
    }

    private String shown(String name, double value, int digits) {
        return json.add(name, List.of(value)).text(digits);
    }
}
