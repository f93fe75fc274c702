package io.resil.benchmarks.wire;

import io.resil.benchmarks.Interval;
import io.resil.benchmarks.Median;
import io.resil.benchmarks.Results;
import io.resil.benchmarks.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All slices of one client: the sets, the cycles of each. Shows each variant, and each beside its peer of the same cycle. */
final class Measured {

    /** The variant, then the one it is held against: of the same copy of the client where there is one. */
    private static final List<Pair> PAIRS = List.of(
            new Pair(Fleet.BARE_ADDRESS, Fleet.BARE),
            new Pair(Fleet.BARE_AGAIN, Fleet.BARE),
            new Pair(Fleet.GOVERNED, Fleet.UNMATCHED),
            new Pair(Fleet.UNMATCHED, Fleet.BARE_ADDRESS),
            new Pair(Fleet.GOVERNED, Fleet.BARE),
            new Pair(Fleet.BY_HAND, Fleet.BARE_AGAIN),
            new Pair(Fleet.OPENTELEMETRY, Fleet.BARE));

    private record Pair(String variant, String peer) {

        String title() {
            return variant + " / " + peer;
        }
    }

    final String client;
    private final Set<String> variants = new LinkedHashSet<>();
    private final Map<String, List<List<double[]>>> sets = new HashMap<>();

    /** @param client as it stands before the names of all results */
    Measured(String client) {
        this.client = client;
    }

    void add(List<String> inOrder, Map<String, List<double[]>> set) {
        variants.addAll(inOrder);
        set.forEach((variant, slices) ->
                sets.computeIfAbsent(variant, any -> new ArrayList<>()).add(slices));
    }

    /** Medians of all slices. */
    Table absolute(Results json) {
        List<String> header = new ArrayList<>(List.of("calls"));
        Stream.of(Measure.values()).map(measure -> measure.title).forEach(header::add);
        Table table = new Table(header.toArray(String[]::new));
        for (String variant : variants) {
            List<String> row = new ArrayList<>(List.of(variant));
            for (Measure measure : Measure.values()) {
                List<Double> values = sets.getOrDefault(variant, List.of()).stream()
                        .flatMap(List::stream)
                        .map(measure::of)
                        .toList();
                row.add(json.add(name(variant, measure.title), values).text(measure.digits));
            }
            table.row(row);
        }
        return table;
    }

    /** Each slice beside the slice of its peer in the same cycle: the median, where it lies, and the middle half. */
    Table compared(Results json) {
        List<String> header = new ArrayList<>(List.of("calls / beside"));
        Stream.of(Measure.values()).map(measure -> measure.compared).forEach(header::add);
        Table table = new Table(header.toArray(String[]::new));
        for (Pair pair : pairs()) {
            List<String> row = new ArrayList<>(List.of(pair.title()));
            for (Measure measure : Measure.values()) {
                List<List<Double>> bySet = compare(pair, measure);
                List<Double> all = bySet.stream().flatMap(List::stream).toList();
                String name = name(pair.title(), measure.compared);
                Median median = measure.ratio == null ? json.add(name, all) : json.ratio(name, all, measure.ratio);
                row.add(
                        measure == Measure.BYTES
                                ? median.text(measure.comparedDigits)
                                : median.text(measure.comparedDigits) + " "
                                        + Interval.of(bySet).text(measure.comparedDigits) + " "
                                        + half(median, measure));
            }
            table.row(row);
        }
        return table;
    }

    private static String half(Median median, Measure measure) {
        String number = "%." + measure.comparedDigits + "f";
        return ("(" + number + ".." + number + ")").formatted(median.lower(), median.upper());
    }

    /** By how many times a hop adds more to the median call than the agent does; at the least, too. */
    List<String> hops(Results json) {
        List<List<Double>> ours = compare(new Pair(Fleet.GOVERNED, Fleet.BARE), Measure.P50);
        List<String> lines = new ArrayList<>();
        for (Pair pair : pairs()) {
            if (pair.variant.startsWith(Proxy.THROUGH)) {
                List<List<Double>> hop = compare(pair, Measure.P50);
                double times = median(hop) / median(ours);
                json.add(name(pair.variant, "p50 added, times ours"), List.of(times));
                lines.add("%s: %.1f us more at p50, ours %.2f: %s; by the ends of both intervals %s"
                        .formatted(
                                pair.variant,
                                median(hop),
                                median(ours),
                                times(median(hop), median(ours)),
                                times(
                                        Interval.of(hop).lower(),
                                        Interval.of(ours).upper())));
            }
        }
        return lines;
    }

    private static String times(double hop, double ours) {
        if (hop <= 0) {
            return "the hop is not to be seen";
        }
        return ours <= 0 ? "ours is not to be seen" : "%.0f times".formatted(hop / ours);
    }

    private static double median(List<List<Double>> bySet) {
        return Median.of(bySet.stream().flatMap(List::stream).toList()).median();
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>(PAIRS);
        variants.stream()
                .filter(variant -> variant.startsWith(Proxy.THROUGH))
                .map(variant -> new Pair(variant, Fleet.BARE_AGAIN))
                .forEach(pairs::add);
        pairs.removeIf(pair -> !variants.contains(pair.variant));
        return pairs;
    }

    private List<List<Double>> compare(Pair pair, Measure measure) {
        List<List<double[]>> own = sets.getOrDefault(pair.variant, List.of());
        List<List<double[]>> peer = sets.getOrDefault(pair.peer, List.of());
        return IntStream.range(0, own.size())
                .mapToObj(set -> compare(own.get(set), peer.get(set), measure))
                .toList();
    }

    private static List<Double> compare(List<double[]> own, List<double[]> peer, Measure measure) {
        return IntStream.range(0, own.size())
                .mapToObj(cycle -> measure.compare(own.get(cycle), peer.get(cycle)))
                .toList();
    }

    private String name(String what, String measure) {
        return client + ", " + what + ", " + measure;
    }
}
