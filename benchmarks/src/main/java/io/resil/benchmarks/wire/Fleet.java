package io.resil.benchmarks.wire;

import io.resil.benchmarks.OpenTelemetry;
import io.resil.benchmarks.OwnAgent;
import io.resil.benchmarks.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Callers with and without an agent, which all live at the same time and take turns, in slices so short that the mood of
 * the machine is the same for all that make a cycle. As far as they can, they share a process, and what can be told apart
 * by the URL alone shares a {@link Copy} of the client too, so that the luck of the compiler is the same.
 */
final class Fleet implements AutoCloseable {

    static final String BARE = "bare";
    static final String BARE_AGAIN = "bare, another copy";
    static final String BARE_ADDRESS = "bare, by address";
    static final String BY_HAND = "by hand, Resilience4j";
    static final String UNMATCHED = "agent, unmatched";
    static final String GOVERNED = "agent, governed";
    static final String OPENTELEMETRY = "OpenTelemetry agent, no exporters";

    private static final long WARM_UP_SLICE = 250;

    /** The same for all, however many processors they are allowed. */
    private static final List<String> HEAP =
            List.of("-Xms256m", "-Xmx256m", "-XX:+UseG1GC", "-XX:ActiveProcessorCount=2");

    private final String client;
    private final int threads;
    private final List<Program> callers = new ArrayList<>();
    private final Map<String, Seat> seats = new LinkedHashMap<>();

    /** Where the calls of a variant are made: in which process, by which copy of the client. */
    private record Seat(Program callers, String copy, int url) {}

    /** @param port of a server on loopback */
    Fleet(String client, int threads, int port, List<Proxy> proxies) throws IOException {
        this.client = client;
        this.threads = threads;
        String byName = "http://localhost:" + port;
        String byAddress = "http://127.0.0.1:" + port;
        Map<String, String> bare = new LinkedHashMap<>();
        bare.put(BARE, "hidden=" + byName);
        bare.put(BARE_ADDRESS, "hidden=" + byAddress);
        bare.put(BARE_AGAIN, "hidden again=" + byName);
        bare.put(BY_HAND, "hidden again=" + Client.BY_HAND + byName);
        proxies.forEach(proxy -> bare.put(proxy.title(), "hidden again=" + proxy.url()));
        Map<String, String> agent = new LinkedHashMap<>();
        agent.put(UNMATCHED, "woven=" + byAddress);
        agent.put(GOVERNED, "woven=" + byName);
        if (Client.isCopied(client)) {
            bare.putAll(agent);
            add(OwnAgent.options(byName), bare);
        } else {
            add(List.of(), bare);
            add(OwnAgent.options(byName), agent);
        }
        String other = System.getProperty("bench.opentelemetry", "");
        if (!other.isEmpty()) {
            add(OpenTelemetry.options(other), Map.of(OPENTELEMETRY, "woven=" + byName));
        }
    }

    private void add(List<String> options, Map<String, String> urls) throws IOException {
        List<String> all = new ArrayList<>(HEAP);
        all.addAll(options);
        List<Object> arguments = new ArrayList<>(List.of(client, threads));
        arguments.addAll(urls.values());
        Program program = Program.start(all, Callers.class, arguments.toArray());
        callers.add(program);
        int url = 0;
        for (Map.Entry<String, String> each : urls.entrySet()) {
            String copy = each.getValue().substring(0, each.getValue().indexOf('='));
            seats.put(each.getKey(), new Seat(program, copy, url++));
        }
    }

    /** Each copy for the same time, however many variants it serves: one that is less compiled is slower by half. */
    void warmUp(int millis) throws IOException {
        Map<String, List<Seat>> copies = new LinkedHashMap<>();
        for (Seat seat : seats.values()) {
            String copy = callers.indexOf(seat.callers) + (Client.isCopied(client) ? seat.copy : "");
            copies.computeIfAbsent(copy, any -> new ArrayList<>()).add(seat);
        }
        for (int i = 0; i < millis / WARM_UP_SLICE; i++) {
            for (List<Seat> copy : copies.values()) {
                run(copy.get(i % copy.size()), WARM_UP_SLICE);
            }
        }
    }

    /** @return what was measured of each variant, in the order of the cycles; within each, the variants come in any */
    Map<String, List<double[]>> measure(int cycles, int millis) throws IOException {
        Random random = new Random(cycles);
        Map<String, List<double[]>> measured = new HashMap<>();
        List<Map.Entry<String, Seat>> order = new ArrayList<>(seats.entrySet());
        for (int cycle = 0; cycle < cycles; cycle++) {
            Collections.shuffle(order, random);
            for (Map.Entry<String, Seat> each : order) {
                measured.computeIfAbsent(each.getKey(), any -> new ArrayList<>())
                        .add(run(each.getValue(), millis));
            }
        }
        return measured;
    }

    List<String> variants() {
        return List.copyOf(seats.keySet());
    }

    private static double[] run(Seat seat, long millis) throws IOException {
        seat.callers.tell(seat.url, millis);
        return seat.callers.numbers();
    }

    @Override
    public void close() {
        callers.forEach(Program::close);
    }
}
