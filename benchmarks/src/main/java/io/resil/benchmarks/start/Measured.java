package io.resil.benchmarks.start;

/**
 * One process from its start to its end.
 *
 * @param cpuMillis user and system
 * @param untilMainMillis from its start to its {@code main}
 * @param inMainMillis what {@code main} then took
 * @param residentMegabytes at the end of {@code main}
 */
record Measured(double cpuMillis, double untilMainMillis, double inMainMillis, double residentMegabytes) {}
