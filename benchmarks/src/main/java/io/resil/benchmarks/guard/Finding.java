package io.resil.benchmarks.guard;

import org.jspecify.annotations.Nullable;

/** A ratio as it was kept and as it is now; one of the two may be missing. */
record Finding(String name, @Nullable Ratio kept, @Nullable Ratio now) {

    Standing standing() {
        if (kept == null) {
            return Standing.NEW;
        }
        if (now == null) {
            return Standing.MISSING;
        }
        if (now.isWorseThan(kept)) {
            return Standing.REGRESSED;
        }
        return kept.isWorseThan(now) ? Standing.BETTER : Standing.SAME;
    }
}
