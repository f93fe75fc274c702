package io.resil.benchmarks.calls;

import io.resil.agent.call.Target;
import io.resil.agent.config.ConfigurationLoader;
import io.resil.agent.config.InvalidConfigurationException;
import io.resil.agent.config.Variables;
import io.resil.agent.route.RouteTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Services made from configurations as users write them. */
public final class Example {

    /** The first service of the example, its token included. */
    private static final String SERVICE =
            """
                name: Chroma Server
                url: http://chroma:6003
                timeout: 15s
                token: { header: X-INTERNAL-TOKEN, value: secret }
                retry: { max-retries: 3 }
            """;

    /** All its policies. */
    static final String WHOLE =
            "services:\n  chroma:\n" + SERVICE + "    breaker: { failure-threshold: 5, recovery-timeout: 60s }\n";

    static final String WITH_RATE = "services:\n  chroma:\n" + SERVICE
            + "    breaker: { failure-rate: { percent: 50, window: 30s, minimum-calls: 20 } }\n";

    /** What the peers are set to beside it: no time limits. */
    static final String UNLIMITED =
            """
            services:
              chroma:
                name: Chroma Server
                url: http://chroma:6003
                timeout: none
                connect-timeout: none
                deadline: none
                token: { header: X-INTERNAL-TOKEN, value: secret }
                retry: { max-retries: 3 }
                breaker: { failure-threshold: 5, recovery-timeout: 60s }
            """;

    /** No policy at all: what remains is the call object, and telling of it. */
    static final String BARE =
            """
            services:
              chroma:
                url: http://chroma:6003
                timeout: none
                connect-timeout: none
                deadline: none
                retry: none
                breaker: none
            """;

    private Example() {}

    /** So many services, every second one a wildcard. */
    public static String many(int services) {
        return IntStream.range(0, services)
                .mapToObj(i -> "  service-" + i + ":\n    url: http://" + (i % 2 == 0 ? "" : "*.") + "host-" + i
                        + ".example:8080/v1\n")
                .collect(Collectors.joining("", "services:\n", ""));
    }

    public static RouteTable routes(String yaml) {
        try {
            Path file = Files.createTempFile("resil", ".yaml");
            try {
                Files.writeString(file, yaml);
                return new RouteTable(
                        new ConfigurationLoader(Variables.ofThisProcess()).load(file.toString()).services,
                        new BenchParts());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InvalidConfigurationException e) {
            throw new IllegalStateException(e.problems().toString(), e);
        }
    }

    static Target chroma(String yaml) {
        return routes(yaml).services().get(0);
    }
}
