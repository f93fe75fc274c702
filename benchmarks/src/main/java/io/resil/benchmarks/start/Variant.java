package io.resil.benchmarks.start;

import io.resil.benchmarks.Processes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A program, with an agent or without, on one Java.
 *
 * @param agent in tables
 * @param command the Java, its options, the program
 */
record Variant(Application application, String agent, List<String> command) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MILLIS_PER_SECOND = 1000;
    private static final double KILOBYTES_PER_MEGABYTE = 1024;

    /** Bash says what a child has used to the millisecond, the kernel's own files to ten. */
    Run run() throws IOException, InterruptedException {
        List<String> timed = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='cpu %3U %3S'; time \"$@\"", "bash"));
        timed.addAll(command);
        long started = System.nanoTime();
        List<String> lines = Processes.output(timed);
        String[] report = Processes.after(Report.MARK, lines);
        String[] cpu = Processes.after("cpu ", lines);
        return new Run(
                (Double.parseDouble(cpu[0]) + Double.parseDouble(cpu[1])) * MILLIS_PER_SECOND,
                millis(started, report[0]),
                report.length > 3 ? millis(started, report[3]) : Double.NaN,
                millis(started, report[1]),
                Integer.parseInt(report[2]) / KILOBYTES_PER_MEGABYTE);
    }

    private static double millis(long started, String then) {
        return (Long.parseLong(then) - started) / NANOS_PER_MILLI;
    }

    /** How many classes it loads. */
    double classes() throws IOException, InterruptedException {
        List<String> verbose = new ArrayList<>(command);
        verbose.add(1, "-verbose:class");
        return Processes.output(verbose).stream()
                .filter(line -> line.contains("[Loaded ") || line.contains(" source: "))
                .count();
    }
}
