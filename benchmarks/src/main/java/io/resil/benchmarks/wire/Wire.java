package io.resil.benchmarks.wire;

import io.resil.benchmarks.Pong;
import io.resil.benchmarks.Program;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Settings;
import java.io.IOException;
import java.util.List;

/**
 * The same calls over the wire bare, wrapped by hand, under the agent, matched and not, under another agent, and through
 * a proxy: {@link Fleet}. {@code BENCH_ARGS} may say {@code client}, {@code threads}, how many {@code sets} of processes are
 * started, for how many milliseconds each copy of the client is to {@code warm} up, and how many {@code cycles} of slices of {@code slice}
 * milliseconds follow.
 */
public final class Wire {

    private static final int CYCLES = 150;

    private Wire() {}

    public static void main(String[] args) throws Exception {
        Settings asked = new Settings("client", "threads", "sets", "warm", "cycles", "slice");
        boolean holds = true;
        for (String client : asked.names("client", "apache5", "jdk")) {
            for (String threads : asked.names("threads", "1", "2")) {
                holds &= run(client, Integer.parseInt(threads), asked).report();
            }
        }
        System.exit(holds ? 0 : 1);
    }

    private static Results run(String client, int threads, Settings asked) throws IOException, InterruptedException {
        Results json = new Results("wire-" + client + "-" + threads);
        Measured measured = new Measured(client + ", threads " + threads);
        int sets = asked.number("sets", 5);
        int cycles = asked.number("cycles", CYCLES);
        for (int set = 1; set <= sets; set++) {
            try (Program server = Program.start(List.of(), Pong.class)) {
                measure(measured, client, threads, Integer.parseInt(server.words()[0]), asked);
            }
            show(measured, json, set + " sets of " + cycles + " cycles"); // each takes a minute
        }
        return json;
    }

    private static void show(Measured measured, Results json, String how) throws IOException {
        System.out.println("\n" + measured.client + ", " + how + ": medians\n\n" + measured.absolute(json)
                + "\n\nbeside another of the same cycle: median [95 % of its confidence] (middle half)\n\n"
                + measured.compared(json) + "\n");
        measured.hops(json).forEach(System.out::println);
        json.write();
    }

    private static void measure(Measured measured, String client, int threads, int port, Settings asked)
            throws IOException, InterruptedException {
        List<Proxy> proxies = Proxy.allInstalled(port);
        try (Fleet fleet = new Fleet(client, threads, port, proxies)) {
            fleet.warmUp(asked.number("warm", 15_000));
            measured.add(fleet.variants(), fleet.measure(asked.number("cycles", CYCLES), asked.number("slice", 20)));
        } finally {
            proxies.forEach(Proxy::close);
        }
    }
}
