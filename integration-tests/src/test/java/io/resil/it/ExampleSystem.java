package io.resil.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The example backend on the Java under test, without the agent, and its four services. Closing it ends them all. For one
 * thread.
 */
final class ExampleSystem implements AutoCloseable {

    private static final List<String> ROLES = List.of("chroma", "filesystem", "billing", "git");
    private static final int PATIENCE_SECONDS = 60;

    private final Map<String, Process> services = new LinkedHashMap<>();
    private final Map<String, String> urls = new LinkedHashMap<>();
    private Process backend;
    private String backendUrl;
    private Path folder;

    void start() throws IOException {
        folder = Files.createTempDirectory("example");
        Map<String, String> environment = new LinkedHashMap<>();
        for (String role : ROLES) {
            startService(role, "0");
            environment.put(role.toUpperCase(Locale.ROOT) + "_SERVER_URL", url(role));
        }
        environment.put("PORT", "0");
        backend = process(
                AgentJvm.javaHome(), environment, "-Xmx128m", "-jar", jar("legacy-backend/target/legacy-backend.jar"));
        backendUrl = "http://127.0.0.1:" + said(backend, Pattern.compile("Listening on port (\\d+)"));
    }

    private void startService(String role, String port) throws IOException {
        Process service = process(
                Path.of(System.getProperty("java.home")),
                Map.of(),
                "-Xmx64m",
                "-jar",
                jar("services/target/services.jar"),
                role,
                port);
        services.put(role, service);
        urls.put(role, said(service, Pattern.compile(role + " listening on (\\S+)")));
    }

    private static String jar(String path) {
        return Path.of(AgentJvm.required("resil.it.project"), "examples", path).toString();
    }

    private Process process(Path java, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** What a process says of itself; all it says after that is read, so that it is not held up, and let go. */
    private static String said(Process process, Pattern pattern) {
        CompletableFuture<String> found = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process.inputReader(), pattern, found), "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
        return found.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    private static void read(BufferedReader output, Pattern pattern, CompletableFuture<String> found) {
        StringBuilder all = new StringBuilder();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    found.complete(matcher.group(1));
                }
                if (!found.isDone()) {
                    all.append(line).append('\n');
                }
            }
            found.completeExceptionally(new IllegalStateException("ended early, and said " + all));
        } catch (IOException e) {
            found.completeExceptionally(new UncheckedIOException(e));
        }
    }

    Path folder() {
        return folder;
    }

    long backendPid() {
        return backend.pid();
    }

    String backendUrl() {
        return backendUrl;
    }

    /** Of a service, also when it is dead. */
    String url(String role) {
        return urls.get(role);
    }

    void kill(String role) throws InterruptedException {
        services.get(role).destroyForcibly().waitFor();
    }

    /** At the same address. */
    void revive(String role) throws IOException {
        startService(role, url(role).replaceFirst(".*:", ""));
    }

    @Override
    public void close() {
        if (backend != null) {
            backend.destroyForcibly();
        }
        services.values().forEach(Process::destroyForcibly);
    }
}
