package io.resil.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Where a median lies with 95 % confidence. Measurements come in sets, one for each time the measured processes were
 * started, as one start may be faster than another for as long as it lasts (what the compiler did, where memory lay). So
 * sets are drawn at random first, then measurements in each (the bootstrap of clustered data). With fewer than about ten
 * sets it is still too narrow, but not by much.
 */
public record Interval(double lower, double upper) {

    private static final int DRAWS = 1000;
    private static final double TAIL = 0.025;

    public static Interval of(List<List<Double>> sets) {
        Random random = new Random(17);
        List<Double> medians = new ArrayList<>();
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Double> drawn = new ArrayList<>();
            for (int i = 0; i < sets.size(); i++) {
                List<Double> set = sets.get(random.nextInt(sets.size()));
                for (int j = 0; j < set.size(); j++) {
                    drawn.add(set.get(random.nextInt(set.size())));
                }
            }
            medians.add(Median.of(drawn).median());
        }
        Collections.sort(medians);
        int cut = (int) (TAIL * DRAWS);
        return new Interval(medians.get(cut), medians.get(DRAWS - 1 - cut));
    }

    /** Such as {@code [0.6..1.1]}. */
    public String text(int digits) {
        String number = "%." + digits + "f";
        return ("[" + number + ".." + number + "]").formatted(lower, upper);
    }
}
