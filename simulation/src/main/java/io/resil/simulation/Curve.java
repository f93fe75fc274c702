package io.resil.simulation;

/**
 * A line of a chart.
 *
 * @param style the class that gives it its colour
 * @param x values, ascending
 * @param y a value for each
 * @param label written beside the line at {@code labelX}, {@code labelY}, in values of the axes
 */
record Curve(String name, String style, double[] x, double[] y, String label, double labelX, double labelY) {}
