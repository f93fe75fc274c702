package io.resil.simulation;

import java.util.List;

/**
 * A line of a chart.
 *
 * @param style the class that gives it its colour
 * @param points in values of the axes, from left to right
 * @param label written beside the line, from {@code labelAt} on
 */
record Curve(String name, String style, List<Point> points, String label, Point labelAt) {

    /** In values of the axes. */
    record Point(double x, double y) {}
}
