package io.resil.benchmarks.start;

import com.sun.net.httpserver.HttpServer;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Starts programs without an agent, with an empty one and with ours, in turns, and shows medians and, in brackets, the
 * middle half. Settings: {@code rounds}, and {@code applications}, a regular expression that finds the names of those.
 */
public final class Start {

    private static final int ROUNDS = 15;

    private final Path directory = Files.createTempDirectory("start");
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Results json = new Results("start");
    private final int rounds;
    private final Pattern asked;

    private Start(int rounds, Pattern asked) throws IOException {
        this.rounds = rounds;
        this.asked = asked;
    }

    public static void main(String[] args) throws Exception {
        Settings settings = new Settings("rounds", "applications");
        Start start = new Start(settings.number("rounds", ROUNDS), Pattern.compile(settings.text("applications", "")));
        start.serve();
        for (JavaHome java : JavaHome.all(System.getProperty("bench.javas", ""))) {
            start.measure(java);
        }
        System.exit(start.json.report() ? 0 : 1);
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

    private void measure(JavaHome java) throws IOException, InterruptedException {
        List<Variant> variants = variants(java);
        Map<Application, Runs> runs = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Variant variant : variants) {
                Run one = variant.run();
                if (round > 0) { // the first has the disk to wait for
                    runs.computeIfAbsent(variant.application(), any -> new Runs())
                            .add(variant.agent(), one);
                }
            }
        }
        System.out.println("\n" + java + ", " + rounds + " rounds, medians and middle halves");
        new Tables(java, json).show(variants, runs);
    }

    private List<Variant> variants(JavaHome java) throws IOException, InterruptedException {
        String url = "http://localhost:" + server.getAddress().getPort();
        List<Variant> variants = new ArrayList<>();
        for (Application application : Application.all(url + "/ping")) {
            if (application.runsOn(java) && asked.matcher(application.name()).find()) {
                for (Map.Entry<String, List<String>> agent :
                        Agents.all(directory, url).entrySet()) {
                    // whether the other gets on with archives is not for us to say
                    if (!application.archived() || !agent.getKey().equals(Agents.OTHER)) {
                        variants.add(variant(java, application, agent.getKey(), agent.getValue()));
                    }
                }
            }
        }
        return variants;
    }

    private Variant variant(JavaHome java, Application application, String agent, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.java().toString()));
        if (application.archived()) {
            Path file = Files.createTempDirectory(directory, "archive").resolve("classes");
            command.addAll(Archive.train(java, options, application, file));
        }
        command.addAll(options);
        command.addAll(application.arguments());
        return new Variant(application, agent, command);
    }
}
