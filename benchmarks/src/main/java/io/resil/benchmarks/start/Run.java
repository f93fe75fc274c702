package io.resil.benchmarks.start;

/**
 * One process from its start to its end.
 *
 * @param cpuMillis user and system
 * @param untilMainMillis from its start to its {@code main}
 * @param untilReadyMillis to when it could have served; not a number if it serves nothing
 * @param untilEndMillis to the end of its {@code main}
 * @param residentMegabytes at the end of {@code main}
 */
record Run(
        double cpuMillis,
        double untilMainMillis,
        double untilReadyMillis,
        double untilEndMillis,
        double residentMegabytes) {}
