package io.resil.examples.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A JVM that the demo started. Its output goes to a file and, line by line, to whoever wants to see it. */
final class Child implements AutoCloseable {

    private static final String READY = "istening on ";

    private final String name;
    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Returns when it listens.
     *
     * @param arguments of {@code java}
     * @param folder where it runs and where its log and the list of process ids are
     * @throws IOException when it ends or stays silent instead
     */
    static Child start(
            String name, Path folder, Map<String, String> environment, List<String> arguments, Consumer<String> lines)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        builder.command().add("-Dfile.encoding=UTF-8");
        builder.command().addAll(arguments);
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        // The comparison must not depend on what the shell around it sets for every JVM.
        builder.environment()
                .keySet()
                .removeIf(key ->
                        key.startsWith("RESIL_") || key.endsWith("JAVA_OPTIONS") || key.endsWith("_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        Files.writeString(
                folder.resolve("pids"), process.pid() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Child child = new Child(name, process);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        child.follow(folder.resolve(name + ".log"), lines);
        child.awaitReady();
        return child;
    }

    long pid() {
        return process.pid();
    }

    /** Ends the process and waits for its end. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Path log, Consumer<String> lines) {
        Thread reader = new Thread(() -> copy(log, lines), name + " log");
        reader.setDaemon(true);
        reader.start();
    }

    private void copy(Path log, Consumer<String> lines) {
        try (BufferedReader in =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer out = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(line);
                out.write('\n');
                out.flush();
                lines.accept(line);
                if (line.contains(READY)) {
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(name, e);
            }
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        for (int tenths = 0; tenths < 300 && process.isAlive(); tenths++) {
            if (ready.await(100, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        close();
        throw new IOException(name + " did not start; its log says why: target/demo/" + name + ".log");
    }
}
