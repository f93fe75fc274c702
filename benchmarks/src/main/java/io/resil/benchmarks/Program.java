package io.resil.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of these benchmarks in a JVM of its own, on the Java of this one. It is told things line by line, answers
 * each by a line, and ends when it is closed. For one thread at a time.
 */
public final class Program implements AutoCloseable {

    private static final String MARK = "says ";

    private final Process process;
    private final BufferedReader said;
    private final PrintStream told;

    private Program(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        this.told = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    /** @param options of the JVM */
    public static Program start(List<String> options, Class<?> main, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(options);
        command.addAll(List.of("-cp", Processes.classPath(), main.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new Program(Processes.of(command).start());
    }

    /** In the program, first of all: a thread that fails ends it, or whoever started it would wait for its answer. */
    public static void endOnFailure() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
    }

    /** In the program: to answer whoever started it. */
    public static void say(Object... words) {
        System.out.println(MARK + Stream.of(words).map(Object::toString).collect(Collectors.joining(" ")));
    }

    /** The words of its next answer; whatever else it writes is left out. */
    public String[] words() throws IOException {
        List<String> others = new ArrayList<>();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(MARK)) {
                return line.substring(MARK.length()).split(" ", -1);
            }
            others.add(line);
        }
        throw new IOException("ended without an answer: " + others);
    }

    /** The same, as numbers. */
    public double[] numbers() throws IOException {
        return Stream.of(words()).mapToDouble(Double::parseDouble).toArray();
    }

    public String[] ask(Object... words) throws IOException {
        tell(words);
        return words();
    }

    public void tell(Object... words) {
        told.println(Stream.of(words).map(Object::toString).collect(Collectors.joining(" ")));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
