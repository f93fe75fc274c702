package io.resil.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Named measurements of one run, written as JSON to {@code target}. For one thread. */
public final class Results {

    private final String name;
    private final Map<String, Median> values = new LinkedHashMap<>();

    public Results(String name) {
        this.name = name;
    }

    public Median add(String what, List<Double> measured) {
        Median median = Median.of(measured);
        values.put(what, median);
        return median;
    }

    /** The file, for those who want to read on. */
    public Path write() throws IOException {
        Path file = target().resolve(name + ".json");
        List<String> lines = new ArrayList<>();
        lines.add(line("java", quoted(System.getProperty("java.vm.version"))));
        lines.add(line("processors", Integer.toString(Runtime.getRuntime().availableProcessors())));
        values.forEach((what, median) -> lines.add(line(
                what,
                "{\"median\": %s, \"lower\": %s, \"upper\": %s, \"count\": %d}"
                        .formatted(
                                number(median.median()),
                                number(median.lower()),
                                number(median.upper()),
                                median.count()))));
        return Files.writeString(file, lines.stream().collect(Collectors.joining(",\n", "{\n", "\n}\n")));
    }

    public static Path target() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("bench.target", "target")));
    }

    private static String line(String key, String value) {
        return "  " + quoted(key) + ": " + value;
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
