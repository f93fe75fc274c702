package io.resil.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of the JDK under test that runs to its end. */
final class Program {

    private static final int PATIENCE_SECONDS = 60;

    /** What came of it. */
    record Ended(int exitCode, List<String> out, List<String> err) {}

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Program(Path folder, String name) {
        command.add(folder.resolve(name).toString());
        command.add(name.equals("java") ? AgentJvm.KEPT_FROM_OTHERS : "-J" + AgentJvm.KEPT_FROM_OTHERS);
    }

    /** @param name of a program in the JDK's folder */
    static Program named(String name) {
        return new Program(programs(), name);
    }

    /** A program of the JDK that runs the tests, which is a whole one. */
    static Program ofTheTests(String name) {
        return new Program(Path.of(System.getProperty("java.home"), "bin"), name);
    }

    static boolean exists(String name) {
        return Files.isExecutable(programs().resolve(name));
    }

    private static Path programs() {
        return AgentJvm.javaHome().resolve("bin");
    }

    Program with(String... arguments) {
        command.addAll(List.of(arguments));
        return this;
    }

    Program environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A program that has not ended yet. Closing it ends it. */
    record Running(List<String> command, Process process, Path outFile, Path errFile) implements AutoCloseable {

        List<String> out() throws IOException {
            return Files.readAllLines(outFile);
        }

        /** Waits for its end. */
        Ended end() throws IOException, InterruptedException {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("still running: " + command);
            }
            return new Ended(process.exitValue(), out(), Files.readAllLines(errFile));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    Running start() throws IOException {
        Path folder = Files.createTempDirectory("program");
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().putAll(environment);
        return new Running(command, builder.start(), out, err);
    }

    Ended run() {
        try {
            return start().end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
