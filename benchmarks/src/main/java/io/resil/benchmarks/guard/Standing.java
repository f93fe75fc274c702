package io.resil.benchmarks.guard;

/** How a ratio stands against the one that was kept. */
public enum Standing {
    SAME,
    /** Worth keeping in the place of the other. */
    BETTER,
    REGRESSED,
    /** Kept, and not measured this time: only a part was run, or a benchmark is gone. */
    MISSING,
    /** Measured, and not kept yet. */
    NEW
}
