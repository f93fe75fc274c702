package io.resil.agent.config;

import org.jspecify.annotations.Nullable;

/** Where log lines go, and which. Immutable. */
public final class LogSettings {

    /** What log lines are written to. */
    public enum Target {
        /** The application's SLF4J when it has one, else stderr. */
        APP,
        STDERR,
        FILE
    }

    public final Target target;

    /** The path of the file; null unless the target is one. */
    public final @Nullable String file;

    /** The least that is written: {@code debug}, {@code info}, {@code warn} or {@code error}. */
    public final String level;

    LogSettings(Target target, @Nullable String file, String level) {
        this.target = target;
        this.file = file;
        this.level = level;
    }
}
