package io.resil.agent.config;

import java.util.Objects;
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

    /** What holds where nothing is said of it. */
    public static final LogSettings DEFAULT = new LogSettings(Target.APP, null, "info");

    public final Target target;

    /** The path of the file; null unless the target is one. */
    public final @Nullable String file;

    /** The least that is written: {@code debug}, {@code info}, {@code warn} or {@code error}. */
    public final String level;

    /** Whether the lines of the other go to the same place. */
    public boolean isTargetOf(LogSettings other) {
        return target == other.target && Objects.equals(file, other.file);
    }

    LogSettings(Target target, @Nullable String file, String level) {
        this.target = target;
        this.file = file;
        this.level = level;
    }
}
