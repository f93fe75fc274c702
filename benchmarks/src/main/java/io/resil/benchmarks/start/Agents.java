package io.resil.benchmarks.start;

import io.resil.benchmarks.OpenTelemetry;
import io.resil.benchmarks.OwnAgent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** What programs are started with: options of the JVM, by the name they have in tables. */
final class Agents {

    static final String NONE = "no agent";
    static final String EMPTY = "empty agent";
    static final String OURS = "ours";
    static final String OTHER = "OpenTelemetry";

    private Agents() {}

    /**
     * @param directory for what they need
     * @param url of the service that ours governs
     */
    static Map<String, List<String>> all(Path directory, String url) throws IOException {
        Map<String, List<String>> agents = new LinkedHashMap<>();
        agents.put(NONE, List.of());
        Path jar = empty(directory);
        agents.put(EMPTY, List.of("-javaagent:" + jar + "=" + jar));
        agents.put(OURS, OwnAgent.options(configuration(directory, url)));
        String other = System.getProperty("bench.opentelemetry", "");
        if (!other.isEmpty()) {
            agents.put(OTHER, OpenTelemetry.options(other));
        }
        return agents;
    }

    private static Path configuration(Path directory, String url) throws IOException {
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
                        .formatted(url));
    }

    private static Path empty(Path directory) throws IOException {
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
}
