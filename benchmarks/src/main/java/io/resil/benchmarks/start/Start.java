package io.resil.benchmarks.start;

import com.sun.net.httpserver.HttpServer;
import io.resil.benchmarks.OpenTelemetry;
import io.resil.benchmarks.Processes;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Table;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Starts small programs without an agent, with an empty one and with ours, in turns, and shows medians and, in brackets,
 * the middle half. {@code BENCH_ARGS} in the environment is the number of rounds.
 */
public final class Start {

    private static final int ROUNDS = 15;

    private final Path directory = Files.createTempDirectory("start");
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Results json = new Results("start");

    private Start() throws IOException {}

    public static void main(String[] args) throws Exception {
        String rounds = System.getenv().getOrDefault("BENCH_ARGS", "").trim();
        Start start = new Start();
        start.serve();
        for (String home : Variant.homes(System.getProperty("bench.javas", ""))) {
            start.measure(home, rounds.isEmpty() ? ROUNDS : Integer.parseInt(rounds));
        }
        System.out.println(start.json.write());
        System.exit(0);
    }

    private void serve() {
        byte[] pong = "pong".getBytes(StandardCharsets.UTF_8);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, pong.length);
            exchange.getResponseBody().write(pong);
            exchange.close();
        });
        server.start();
    }

    private String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void measure(String home, int rounds) throws IOException, InterruptedException {
        List<Variant> variants = variants(home);
        Map<Variant, List<Measured>> measured = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Variant variant : variants) {
                Measured one = variant.run();
                if (round > 0) { // the first has the disk to wait for
                    measured.computeIfAbsent(variant, any -> new ArrayList<>()).add(one);
                }
            }
        }
        show(home, rounds, measured);
    }

    private List<Variant> variants(String home) throws IOException {
        Path jar = emptyAgent();
        String agent = System.getProperty("bench.agent", "agent/target/resil-agent.jar");
        Map<String, List<String>> agents = new LinkedHashMap<>();
        agents.put("no agent", List.of());
        agents.put("empty agent", List.of("-javaagent:" + jar + "=" + jar));
        agents.put("ours", List.of("-javaagent:" + agent + "=" + configuration()));
        String other = System.getProperty("bench.opentelemetry", "");
        if (!other.isEmpty()) {
            agents.put("OpenTelemetry", OpenTelemetry.options(other));
        }
        List<Variant> variants = new ArrayList<>();
        String own = Processes.classPath("classes");
        agents.forEach((name, options) -> variants.add(
                new Variant("Hello World, " + name, home, with(options, "-cp", own), List.of(Hello.class.getName()))));
        String client = Processes.classPath("classes", "httpclient5", "httpcore5", "slf4j");
        agents.forEach((name, options) -> variants.add(new Variant(
                "first call, " + name,
                home,
                with(options, "-cp", client),
                List.of(FirstCall.class.getName(), url() + "/ping"))));
        return variants;
    }

    private static List<String> with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }

    private Path configuration() throws IOException {
        return Files.writeString(
                directory.resolve("resil.yaml"),
                """
                defaults:
                  token: { header: X-INTERNAL-TOKEN, value: secret }
                services:
                  ping:
                    name: Ping Server
                    url: %s
                    timeout: 15s
                    retry: { max-retries: 3 }
                    breaker: { failure-threshold: 5, recovery-timeout: 60s }
                  billing:
                    name: Billing Server
                    url: http://billing:6004
                    timeout: 5s
                    retry: { max-retries: 2 }
                """
                        .formatted(url()));
    }

    private Path emptyAgent() throws IOException {
        Path jar = directory.resolve("empty-agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
        String name = EmptyAgent.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream bytes = EmptyAgent.class.getResourceAsStream("EmptyAgent.class")) {
            if (bytes == null) {
                throw new IOException("no " + name);
            }
            out.putNextEntry(new JarEntry(name));
            bytes.transferTo(out);
        }
        return jar;
    }

    private void show(String home, int rounds, Map<Variant, List<Measured>> measured)
            throws IOException, InterruptedException {
        Table table = new Table(
                "program", "CPU, ms", "until main, ms", "until the end of main, ms", "resident, MB", "classes loaded");
        for (Map.Entry<Variant, List<Measured>> each : measured.entrySet()) {
            Variant variant = each.getKey();
            String key = home + ", " + variant.name() + ", ";
            List<Measured> runs = each.getValue();
            table.row(List.of(
                    variant.name(),
                    spread(key + "CPU ms", runs, Measured::cpuMillis),
                    spread(key + "until main ms", runs, Measured::untilMainMillis),
                    spread(key + "until end ms", runs, one -> one.untilMainMillis() + one.inMainMillis()),
                    spread(key + "resident MB", runs, Measured::residentMegabytes),
                    json.add(key + "classes", List.of(variant.classes())).text(0)));
        }
        System.out.println("\n" + home + ", " + rounds + " rounds, medians and middle halves\n\n" + table + "\n");
    }

    private String spread(String key, List<Measured> runs, ToDoubleFunction<Measured> what) {
        return json.add(key, runs.stream().mapToDouble(what).boxed().toList()).spread(0);
    }
}
