package io.resil.agent.log;

import org.jspecify.annotations.Nullable;

/**
 * What the agent writes its lines with, instead of a logging API (see {@code
 * docs/decisions/0001-logging-without-slf4j-inside.md}). Immutable; thread-safe.
 */
public final class Log {

    private static final String PREFIX = "io.resil.";

    /** The logger of everything that belongs to no service. */
    static final String AGENT = PREFIX + "agent";

    private final String name;
    private final Level threshold;
    private final LogTarget target;

    /**
     * The agent's own log, {@code io.resil.agent}.
     *
     * @param threshold lines below it are not made, whatever the target would keep
     */
    public Log(Level threshold, LogTarget target) {
        this(AGENT, threshold, target);
    }

    private Log(String name, Level threshold, LogTarget target) {
        this.name = name;
        this.threshold = threshold;
        this.target = target;
    }

    /** The log {@code io.resil.<id>} with the same threshold and target. */
    public Log ofService(String id) {
        return new Log(PREFIX + id, threshold, target);
    }

    /** To be asked before a line is put together that is not always wanted. */
    public boolean isEnabled(Level level) {
        return level.compareTo(threshold) >= 0 && target.isEnabled(level, name);
    }

    public void debug(String message) {
        write(Level.DEBUG, message, null);
    }

    public void info(String message) {
        write(Level.INFO, message, null);
    }

    public void warn(String message) {
        write(Level.WARN, message, null);
    }

    public void warn(String message, Throwable thrown) {
        write(Level.WARN, message, thrown);
    }

    public void error(String message, Throwable thrown) {
        write(Level.ERROR, message, thrown);
    }

    void write(Level level, String message, @Nullable Throwable thrown) {
        if (isEnabled(level)) {
            target.write(level, name, message, thrown);
        }
    }
}
