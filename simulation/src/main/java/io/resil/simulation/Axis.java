package io.resil.simulation;

/**
 * One axis of a chart.
 *
 * @param title with the unit
 * @param min the value at its begin
 * @param max the value at its end
 * @param step from one mark to the next
 * @param from pixel of {@code min}
 * @param to pixel of {@code max}
 */
record Axis(String title, double min, double max, double step, double from, double to) {

    double pixel(double value) {
        double within = Math.max(min, Math.min(max, value));
        return from + (within - min) / (max - min) * (to - from);
    }
}
