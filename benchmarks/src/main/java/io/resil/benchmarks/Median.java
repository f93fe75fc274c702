package io.resil.benchmarks;

import java.util.List;

/** Of a few measurements: the middle one, and the range the middle half lies in. */
public record Median(double median, double lower, double upper, int count) {

    public static Median of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return new Median(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75), sorted.size());
    }

    /** This over another that nothing pairs it with, value by value: as wide as the widest pair of them. */
    public Median over(Median other) {
        return new Median(
                median / other.median, lower / other.upper, upper / other.lower, Math.min(count, other.count));
    }

    private static double at(List<Double> sorted, double share) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        double position = share * (sorted.size() - 1);
        int below = (int) position;
        double above = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return sorted.get(below) + (position - below) * (above - sorted.get(below));
    }

    /** As text, to so many digits after the point: the median alone. */
    public String text(int digits) {
        return Double.isNaN(median) ? "-" : ("%." + digits + "f").formatted(median);
    }

    /** The median and the middle half, such as {@code 58 (55..61)}. */
    public String spread(int digits) {
        String number = "%." + digits + "f";
        return Double.isNaN(median)
                ? "-"
                : (number + " (" + number + ".." + number + ")").formatted(median, lower, upper);
    }
}
