package io.resil.examples.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The four services of one backend, each a process of its own. */
final class Services implements AutoCloseable {

    private static final String CHROMA = "CHROMA";
    private static final List<String> OTHERS = List.of("FILESYSTEM", "BILLING", "GIT");
    private static final Pattern COUNT = Pattern.compile("\\{\"received\":(\\d+),\"withToken\":(\\d+)}");

    private final HttpClient client = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Path root;
    private final String side;
    private final Map<String, Integer> ports = new HashMap<>();
    private final List<Child> others = new ArrayList<>();
    private @Nullable Child chroma;

    /**
     * @param received requests that reached Chroma since it was started
     * @param withToken those that carried the internal token
     */
    record Count(int received, int withToken) {}

    private Services(Path root, String side) {
        this.root = root;
        this.side = side;
    }

    static Services start(Path root, String side, Ports free) throws IOException, InterruptedException {
        Services services = new Services(root, side);
        try {
            services.ports.put(CHROMA, free.free());
            services.startChroma();
            for (String role : OTHERS) {
                services.ports.put(role, free.free());
                services.others.add(services.start(role));
            }
            return services;
        } catch (IOException | InterruptedException e) {
            services.close();
            throw e;
        }
    }

    /** What tells the backend where they are. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        ports.forEach((role, port) -> environment.put(role + "_SERVER_URL", "http://127.0.0.1:" + port));
        return environment;
    }

    void stopChroma() {
        if (chroma != null) {
            chroma.close();
        }
    }

    void startChroma() throws IOException, InterruptedException {
        chroma = start(CHROMA);
    }

    void hangChroma() throws IOException, InterruptedException {
        control("/control/hang", "POST");
    }

    void healChroma() throws IOException, InterruptedException {
        control("/control/ok", "POST");
    }

    Count chromaCount() throws IOException, InterruptedException {
        String json = control("/control/count", "GET");
        Matcher count = COUNT.matcher(json);
        if (!count.matches()) {
            throw new IOException("not a count: " + json);
        }
        return new Count(Integer.parseInt(count.group(1)), Integer.parseInt(count.group(2)));
    }

    @Override
    public void close() {
        stopChroma();
        others.forEach(Child::close);
    }

    private Child start(String role) throws IOException, InterruptedException {
        String name = role.toLowerCase(Locale.ROOT);
        String jar = root.resolve("examples/services/target/services.jar").toString();
        return Child.start(
                name + "-" + side,
                root.resolve("target/demo"),
                Map.of(),
                List.of("-jar", jar, name, String.valueOf(ports.get(role))),
                line -> {});
    }

    private String control(String path, String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(CHROMA) + path))
                .timeout(Duration.ofSeconds(5))
                .method(method, BodyPublishers.noBody())
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}
