package io.resil.benchmarks.scale;

import io.resil.benchmarks.Median;
import io.resil.benchmarks.OwnAgent;
import io.resil.benchmarks.Pong;
import io.resil.benchmarks.Program;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Asynchronous calls, so many under way at a time, with the agent and without: two processes that take turns. */
final class Async {

    private static final int WARM_UP_CALLS = 10_000;
    private static final int LEAST_CALLS = 2_000;
    private static final int HOLDS = 2;
    /** Below it, what else happens on the heap is more than the calls take. */
    private static final int FEWEST_HELD = 100;

    private final int rounds;
    private final Map<Integer, Side> bare = new LinkedHashMap<>();
    private final Map<Integer, Side> governed = new LinkedHashMap<>();

    /** What was measured of one of the two. */
    private static final class Side {
        private final List<double[]> calls = new ArrayList<>();
        private final List<double[]> holds = new ArrayList<>();
    }

    Async(int rounds) {
        this.rounds = rounds;
    }

    /** Each has a server of its own: one alone is not allowed enough connections. */
    void measure(int size) throws IOException {
        try (Program bareServer = server();
                Program server = server();
                Program bareCalls = calls(List.of(), url(bareServer), size);
                Program calls = governedCalls(url(server), size)) {
            Side without = new Side();
            Side with = new Side();
            bareCalls.ask(InFlight.CALL, Math.max(WARM_UP_CALLS, 2 * size));
            calls.ask(InFlight.CALL, Math.max(WARM_UP_CALLS, 2 * size));
            for (int round = 0; round < rounds; round++) {
                boolean bareFirst = round % 2 == 0;
                call(bareFirst ? bareCalls : calls, bareFirst ? without : with, size);
                call(bareFirst ? calls : bareCalls, bareFirst ? with : without, size);
            }
            if (size >= FEWEST_HELD) {
                for (int hold = 0; hold < HOLDS; hold++) {
                    hold(bareCalls, without);
                    hold(calls, with);
                }
            }
            bare.put(size, without);
            governed.put(size, with);
        }
    }

    private static Program server() throws IOException {
        return Program.start(List.of("-Xmx256m"), Pong.class);
    }

    private static String url(Program server) throws IOException {
        return "http://localhost:" + Integer.parseInt(server.words()[0]);
    }

    private static Program governedCalls(String url, int size) throws IOException {
        return calls(OwnAgent.patientOptions(url), url, size);
    }

    private static Program calls(List<String> options, String url, int size) throws IOException {
        List<String> all = new ArrayList<>(List.of("-Xms1g", "-Xmx1g"));
        all.addAll(options);
        return Program.start(all, InFlight.class, url, size);
    }

    private static void call(Program calls, Side side, int size) throws IOException {
        calls.tell(InFlight.CALL, Math.max(LEAST_CALLS, size));
        side.calls.add(calls.numbers());
    }

    private static void hold(Program calls, Side side) throws IOException {
        calls.tell(InFlight.HOLD);
        side.holds.add(calls.numbers());
    }

    void show() throws IOException {
        Results json = new Results("scale-async");
        Table table = new Table(
                "calls under way",
                "CPU, us",
                "x of the fewest",
                "more than bare",
                "time, us",
                "bytes",
                "more than bare",
                "bytes while it waits",
                "more than bare",
                "threads of the agent");
        rows(json, table, "bare", bare);
        rows(json, table, "governed", governed);
        System.out.println("\nAsynchronous calls of java.net.http, " + rounds + " rounds, each by call\n\n" + table
                + "\n\n" + json.write());
    }

    private void rows(Results json, Table table, String name, Map<Integer, Side> sides) {
        Side fewest = sides.values().iterator().next();
        sides.forEach((size, side) -> {
            Side peer = bare.getOrDefault(size, side);
            String key = name + ", " + size + ", ";
            table.row(List.of(
                    name + ", " + size,
                    json.add(key + "CPU us", column(side.calls, 0)).spread(1),
                    json.add(key + "CPU, x of the fewest", ratios(side.calls, fewest.calls))
                            .spread(2),
                    json.add(key + "CPU us more than bare", more(side.calls, peer.calls, 0))
                            .spread(1),
                    json.add(key + "time us", column(side.calls, 1)).text(1),
                    json.add(key + "bytes", column(side.calls, 2)).text(0),
                    json.add(key + "bytes more than bare", more(side.calls, peer.calls, 2))
                            .text(0),
                    json.add(key + "bytes while it waits", column(side.holds, 0))
                            .text(0),
                    json.add(key + "bytes while it waits, more than bare", more(side.holds, peer.holds, 0))
                            .text(0),
                    json.add(key + "threads of the agent", column(side.holds, 1))
                            .text(0)));
        });
    }

    private static List<Double> column(List<double[]> runs, int column) {
        return runs.stream().map(run -> run[column]).toList();
    }

    private static List<Double> ratios(List<double[]> runs, List<double[]> fewest) {
        double one = Median.of(column(fewest, 0)).median();
        return runs.stream().map(run -> run[0] / one).toList();
    }

    private static List<Double> more(List<double[]> runs, List<double[]> peer, int column) {
        return IntStream.range(0, runs.size())
                .mapToObj(i -> runs.get(i)[column] - peer.get(i)[column])
                .toList();
    }
}
