package io.resil.simulation;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** The same scenario and clients with several seeds: what holds for all, and the middle of what differs. */
record Runs(List<Run> runs) {

    static Runs of(Scenario scenario, ClientKind kind, int seeds) {
        return new Runs(LongStream.rangeClosed(1, seeds)
                .mapToObj(seed -> Simulation.run(scenario, kind, seed))
                .toList());
    }

    double median(ToDoubleFunction<Run> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** In words: the shortest and the longest time, or never. */
    String recovery() {
        int[] seconds = runs.stream()
                .map(Run::recovery)
                .flatMapToInt(OptionalInt::stream)
                .sorted()
                .toArray();
        String never = "never within " + Scenario.AFTER / 60 + " min";
        if (seconds.length == 0) {
            return never;
        }
        int least = seconds[0];
        int most = seconds[seconds.length - 1];
        String range = least == most ? least + " s" : least + " to " + most + " s";
        return seconds.length == runs.size() ? range : range + ", or " + never;
    }
}
