package io.resil.benchmarks.start;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program, with an agent or without, on one Java.
 *
 * @param name in tables
 * @param agent what follows {@code -javaagent:}; empty for none
 * @param arguments of its main class, that class included
 */
record Variant(String name, String java, String agent, List<String> arguments) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double KILOBYTES_PER_MEGABYTE = 1024;

    /** Bash says what a child has used to the millisecond, the kernel's own files to ten. */
    Measured run() throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='cpu %3U %3S'; time \"$@\"", "bash"));
        timed.addAll(command());
        long started = System.nanoTime();
        List<String> lines = output(timed);
        String[] report = after(Report.MARK, lines);
        String[] cpu = after("cpu ", lines);
        long begun = Long.parseLong(report[0]);
        return new Measured(
                (Double.parseDouble(cpu[0]) + Double.parseDouble(cpu[1])) * MILLIS_PER_SECOND,
                (begun - started) / NANOS_PER_MILLI,
                (Long.parseLong(report[1]) - begun) / NANOS_PER_MILLI,
                Integer.parseInt(report[2]) / KILOBYTES_PER_MEGABYTE);
    }

    /** How many classes it loads. */
    double classes() throws IOException, InterruptedException {
        List<String> verbose = command();
        verbose.add(1, "-verbose:class");
        return output(verbose).stream()
                .filter(line -> line.contains("[Loaded ") || line.contains(" source: "))
                .count();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(java + "/bin/java", "-cp", classPath()));
        if (!agent.isEmpty()) {
            command.add(1, "-javaagent:" + agent);
        }
        command.addAll(arguments);
        return command;
    }

    /** The programs and their client, without the classes of the agent: they must come from its jar. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().startsWith("resil-agent"))
                .filter(entry -> !entry.matches(".*agent(-api)?/target/classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** By a file: a pipe that fills up would hold the process up. */
    private static List<String> output(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("measured", ".txt");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
            Map<String, String> environment = builder.environment();
            environment.remove("JAVA_TOOL_OPTIONS");
            environment.put("LC_ALL", "C");
            int exit = builder.start().waitFor();
            List<String> lines = Files.readAllLines(out);
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit + ": " + lines);
            }
            return lines;
        } finally {
            Files.delete(out);
        }
    }

    private static String[] after(String mark, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()).split(" "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no line with " + mark + "in " + lines));
    }

    /** Those of these homes that exist, or the one this runs on. */
    static List<String> homes(String commaSeparated) {
        List<String> homes = Stream.of(commaSeparated.split(","))
                .map(String::trim)
                .filter(home -> new File(home, "bin/java").isFile())
                .toList();
        return homes.isEmpty() ? List.of(System.getProperty("java.home")) : homes;
    }
}
