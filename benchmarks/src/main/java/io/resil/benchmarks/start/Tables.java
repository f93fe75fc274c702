package io.resil.benchmarks.start;

import io.resil.benchmarks.Median;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Table;
import io.resil.benchmarks.guard.Better;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the starts on one Java took: each by itself, then what ours adds to the empty agent, beside what the other adds. */
final class Tables {

    private final JavaHome java;
    private final Results json;
    private final Table each = new Table(
            "application",
            "CPU, ms",
            "until main, ms",
            "until ready, ms",
            "until the end of main, ms",
            "resident, MB",
            "classes loaded");
    private final Table added = new Table(
            "more than the empty agent, round by round",
            "CPU, ms",
            "until main, ms",
            "until the end of main, ms",
            "resident, MB",
            "CPU, ours / OpenTelemetry");

    Tables(JavaHome java, Results json) {
        this.java = java;
        this.json = json;
    }

    void show(List<Variant> variants, Map<Application, Runs> runs) throws IOException, InterruptedException {
        Map<Application, Map<String, Double>> classes = new LinkedHashMap<>();
        for (Variant variant : variants) {
            double loaded = variant.classes();
            classes.computeIfAbsent(variant.application(), any -> new LinkedHashMap<>())
                    .put(variant.agent(), loaded);
            measured(variant, runs.getOrDefault(variant.application(), new Runs()), loaded);
        }
        runs.forEach((application, of) -> {
            String key = java + ", " + application.name() + ": ";
            more(application, Agents.OURS, of, relative(key, of));
            if (!of.of(Agents.OTHER, Run::cpuMillis).isEmpty()) {
                more(application, Agents.OTHER, of, "");
            }
            kept(key, of, classes.getOrDefault(application, Map.of()));
        });
        System.out.println("\n" + each + "\n\n" + added + "\n");
    }

    private void measured(Variant variant, Runs runs, double classes) {
        String name = variant.application().name() + ", " + variant.agent();
        String key = java + ", " + name + ", ";
        List<String> row = new ArrayList<>(List.of(name));
        columns()
                .forEach((column, what) -> row.add(
                        json.add(key + column, runs.of(variant.agent(), what)).spread(0)));
        row.add(json.add(key + "classes", List.of(classes)).text(0));
        each.row(row);
    }

    private static Map<String, ToDoubleFunction<Run>> columns() {
        Map<String, ToDoubleFunction<Run>> columns = new LinkedHashMap<>();
        columns.put("CPU ms", Run::cpuMillis);
        columns.put("until main ms", Run::untilMainMillis);
        columns.put("until ready ms", Run::untilReadyMillis);
        columns.put("until end ms", Run::untilEndMillis);
        columns.put("resident MB", Run::residentMegabytes);
        return columns;
    }

    private void more(Application application, String agent, Runs runs, String relative) {
        String name = application.name() + ", " + agent;
        List<String> row = new ArrayList<>(List.of(name));
        columns().forEach((column, what) -> {
            if (!column.startsWith("until ready")) {
                row.add(json.add(java + ", " + name + ", " + column + " more", runs.added(agent, what))
                        .spread(0));
            }
        });
        row.add(relative);
        added.row(row);
    }

    /** What ours adds to the empty agent, of what the other adds to it in the same round. */
    private String relative(String key, Runs runs) {
        List<Double> ours = runs.added(Agents.OURS, Run::cpuMillis);
        List<Double> other = runs.added(Agents.OTHER, Run::cpuMillis);
        Median median = json.ratio(
                key + "CPU added, ours / OpenTelemetry",
                Runs.paired(ours, other, (mine, theirs) -> mine / theirs),
                Better.LOWER);
        return median.spread(4);
    }

    private void kept(String key, Runs runs, Map<String, Double> classes) {
        columns()
                .forEach((column, what) -> json.ratio(
                        key + column + ", ours / empty agent",
                        runs.paired(Agents.OURS, Agents.EMPTY, what, (ours, empty) -> ours / empty),
                        Better.LOWER));
        json.ratio(
                key + "classes, ours / empty agent",
                List.of(classes.getOrDefault(Agents.OURS, Double.NaN) / classes.getOrDefault(Agents.EMPTY, Double.NaN)),
                Better.LOWER);
    }
}
