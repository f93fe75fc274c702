package io.resil.benchmarks;

import java.util.List;

/** The other agent, where one was given: it weaves the same clients, for another purpose. */
public final class OpenTelemetry {

    private OpenTelemetry() {}

    /** @param jar its path */
    public static List<String> options(String jar) {
        return List.of(
                "-javaagent:" + jar,
                "-Dotel.traces.exporter=none",
                "-Dotel.metrics.exporter=none",
                "-Dotel.logs.exporter=none");
    }
}
