package io.resil.benchmarks;

import io.resil.benchmarks.guard.Baseline;
import io.resil.benchmarks.guard.Better;
import io.resil.benchmarks.guard.Comparison;
import io.resil.benchmarks.guard.Ratio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named measurements of one run, written as JSON to {@code target}; of its ratios, whether they hold. For one thread. */
public final class Results {

    private final String name;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Ratio> ratios = new LinkedHashMap<>();

    public Results(String name) {
        this.name = name;
        values.put("java", System.getProperty("java.vm.version"));
        values.put("processors", Runtime.getRuntime().availableProcessors());
    }

    public Median add(String what, List<Double> measured) {
        return add(what, Median.of(measured));
    }

    private Median add(String what, Median median) {
        if (!Double.isNaN(median.median())) { // else it was not measured, and JSON has no such number
            values.put(what, median);
        }
        return median;
    }

    /**
     * Ratios to a peer or to the bare client of the same run, the same round if there are rounds, that later runs are held to.
     *
     * @param what stable, and without anything of this machine
     */
    public Median ratio(String what, List<Double> measured, Better better) {
        return ratio(what, Median.of(measured), better);
    }

    public Median ratio(String what, Median measured, Better better) {
        if (!Double.isNaN(measured.median())) {
            ratios.put(what, new Ratio(better, measured));
        }
        return add(what, measured);
    }

    /** The file, for those who want to read on. */
    public Path write() throws IOException {
        Path file = target().resolve(name + ".json");
        Json.write(file, values);
        return file;
    }

    /**
     * Writes the file, and shows how the ratios stand against those that were kept; or keeps them, if
     * {@code bench.baseline} is {@code write}.
     *
     * @return whether none regressed
     */
    public boolean report() throws IOException {
        System.out.println(write());
        Baseline baseline = new Baseline(Path.of(System.getProperty("bench.baselines", "baseline"), name + ".json"));
        Comparison comparison = new Comparison(baseline.read(), ratios);
        System.out.println("\nAgainst the baseline\n\n" + comparison + "\n");
        if (System.getProperty("bench.baseline", "").equals("write")) {
            baseline.keep(ratios);
            return true;
        }
        return comparison.holds();
    }

    public static Path target() throws IOException {
        return Files.createDirectories(Path.of(System.getProperty("bench.target", "target")));
    }
}
