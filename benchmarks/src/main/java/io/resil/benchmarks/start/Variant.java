package io.resil.benchmarks.start;

import io.resil.benchmarks.Processes;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program, with an agent or without, on one Java.
 *
 * @param name in tables
 * @param options of the JVM, its class path included
 * @param arguments of its main class, that class included
 */
record Variant(String name, String java, List<String> options, List<String> arguments) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double KILOBYTES_PER_MEGABYTE = 1024;

    /** Bash says what a child has used to the millisecond, the kernel's own files to ten. */
    Measured run() throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='cpu %3U %3S'; time \"$@\"", "bash"));
        timed.addAll(command());
        long started = System.nanoTime();
        List<String> lines = Processes.output(timed);
        String[] report = Processes.after(Report.MARK, lines);
        String[] cpu = Processes.after("cpu ", lines);
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
        return Processes.output(verbose).stream()
                .filter(line -> line.contains("[Loaded ") || line.contains(" source: "))
                .count();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(java + "/bin/java"));
        command.addAll(options);
        command.addAll(arguments);
        return command;
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
