package io.resil.agent.log;

import org.jspecify.annotations.Nullable;

/** Where log lines go. Thread-safe. */
public interface LogTarget {

    /** Whether a line of this level would be kept. Cheap: asked before a line is made. */
    boolean isEnabled(Level level, String logger);

    /**
     * Writes one line. What is given here holds no secret.
     *
     * @param logger its name, {@code io.resil.<service>}
     * @param thrown with its stack trace; null for none
     */
    void write(Level level, String logger, String message, @Nullable Throwable thrown);
}
