package io.resil.benchmarks.calls;

import io.resil.agent.log.Level;
import io.resil.agent.log.LogTarget;
import org.jspecify.annotations.Nullable;

/** Takes every line that is made, and forgets it. */
final class Nowhere implements LogTarget {

    @Override
    public boolean isEnabled(Level level, String logger) {
        return level != Level.DEBUG;
    }

    @Override
    public void write(Level level, String logger, String message, @Nullable Throwable thrown) {}
}
