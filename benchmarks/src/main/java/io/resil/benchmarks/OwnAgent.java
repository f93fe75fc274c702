package io.resil.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Our agent, with the first service of the example addressed at a server that is measured against, or as configured. */
public final class OwnAgent {

    private static final String SERVICE =
            """
            services:
              pong:
                name: Pong Server
                url: %s
                timeout: %s
                token: { header: X-INTERNAL-TOKEN, value: secret }
                retry: { max-retries: 3 }
                breaker: { failure-threshold: 5, recovery-timeout: 60s }
            """;

    private OwnAgent() {}

    /**
     * The option of a JVM that loads it.
     *
     * @param url what it governs
     * @param more further lines of the service
     */
    public static List<String> options(String url, String... more) throws IOException {
        String lines = Stream.of(more).map(line -> "    " + line + "\n").collect(Collectors.joining());
        return options(written(SERVICE.formatted(url, "15s") + lines));
    }

    /** The same with more time than the example has: where thousands of calls begin at once, two processors need it. */
    public static List<String> patientOptions(String url) throws IOException {
        return options(written(SERVICE.formatted(url, "120s")));
    }

    /** The same with a configuration that is there. */
    public static List<String> options(Path configuration) {
        String agent = System.getProperty("bench.agent", "agent/target/resil-agent.jar");
        return List.of("-javaagent:" + agent + "=" + configuration);
    }

    private static Path written(String yaml) throws IOException {
        Path file = Files.createTempFile("resil", ".yaml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, yaml);
    }
}
