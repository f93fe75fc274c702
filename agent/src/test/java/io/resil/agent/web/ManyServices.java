package io.resil.agent.web;

import io.resil.agent.call.CallScript;
import io.resil.agent.stats.AgentSnapshot;
import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.OriginSnapshot;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.stats.ServiceStats;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures what each document costs with a thousand services, one of which has a thousand origins. No test: run it by
 * {@code java -cp agent/target/classes:agent/target/test-classes:<libraries> io.resil.agent.web.ManyServices}.
 */
final class ManyServices implements StatusView {

    private static final int COUNT = 1000;
    private static final int ROUNDS = 100;
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<ServiceStats> stats = new ArrayList<>();
    private final List<OriginSnapshot> origins = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();

    private ManyServices() {
        BreakerSnapshot closed = new BreakerSnapshot("CLOSED", 0, -1, "", 5, 0);
        for (int i = 0; i < COUNT; i++) {
            ServiceStats each = new ServiceStats(System::currentTimeMillis);
            CallScript calls = new CallScript(each, "GET", "/");
            for (int j = 1; j < 200; j++) {
                calls.call().answered(200, Duration.ofMillis((long) j * j)).run();
            }
            stats.add(each);
            origins.add(new OriginSnapshot("10.0." + i / 250 + "." + i % 250 + ":8080", closed));
        }
        for (int i = 0; i < 32; i++) {
            settings.put("retry.setting-" + i, "[GET, HEAD, OPTIONS]");
        }
    }

    @Override
    public AgentSnapshot snapshot() {
        List<ServiceSnapshot> services = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            services.add(
                    Told.service("service-" + i, "enforce", "OPEN", 3, stats.get(i), i == 0 ? origins : List.of()));
        }
        return new AgentSnapshot("1", "ACTIVE", "resil.yaml", "", List.of(), List.of(), 0, services);
    }

    @Override
    public List<String> unmatchedHosts() {
        return List.of();
    }

    @Override
    public Map<String, String> settingsOf(String service) {
        return settings;
    }

    public static void main(String[] arguments) throws IOException {
        ManyServices view = new ManyServices();
        History history = new History();
        long[] sampling = new long[History.SAMPLES];
        for (int i = 0; i < sampling.length; i++) {
            long start = System.nanoTime();
            history.sample(view.snapshot().services, i);
            sampling[i] = System.nanoTime() - start;
        }
        print("a sample", sampling, 0);
        Site site = new Site(view, history);
        for (String path : List.of(
                "/", "/health", "/metrics", "/v1/api/status", "/v1/api/status/services", "/v1/api/status/history")) {
            long[] nanos = new long[ROUNDS];
            int bytes = 0;
            for (int i = 0; i < ROUNDS; i++) {
                long start = System.nanoTime();
                bytes = site.answer(path, null, null).body.length;
                nanos[i] = System.nanoTime() - start;
            }
            print(path, nanos, bytes);
        }
    }

    @SuppressWarnings("SystemOut") // that is what it is for
    private static void print(String what, long[] nanos, int bytes) {
        double first = nanos[0] / NANOS_PER_MILLI;
        Arrays.sort(nanos);
        System.out.printf(
                "%-26s %8d kB   first %6.1f ms   median %6.1f ms   90th %6.1f ms%n",
                what,
                bytes / 1024,
                first,
                nanos[nanos.length / 2] / NANOS_PER_MILLI,
                nanos[nanos.length * 9 / 10] / NANOS_PER_MILLI);
    }
}
