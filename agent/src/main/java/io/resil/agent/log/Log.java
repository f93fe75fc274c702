package io.resil.agent.log;

import org.jspecify.annotations.Nullable;

/**
 * What the agent writes its lines with, instead of a logging API (see {@code
 * docs/decisions/0001-logging-without-slf4j-inside.md}). Thread-safe.
 */
public final class Log {

    private static final String PREFIX = "io.resil.";

    /** The logger of everything that belongs to no service. */
    static final String AGENT = PREFIX + "agent";

    private final String name;
    private final Output output;

    /**
     * The agent's own log, {@code io.resil.agent}.
     *
     * @param threshold lines below it are not made, whatever the target would keep
     */
    public Log(Level threshold, LogTarget target) {
        this(AGENT, new Output(threshold, target));
    }

    private Log(String name, Output output) {
        this.name = name;
        this.output = output;
    }

    /** The log {@code io.resil.<id>} with the same threshold and target. */
    public Log ofService(String id) {
        return new Log(PREFIX + id, output);
    }

    /** Has this log, and every log that is of it, go on with another threshold and target. */
    public void change(Level threshold, LogTarget target) {
        output.target = target;
        output.threshold = threshold;
    }

    /** To be asked before a line is put together that is not always wanted. */
    public boolean isEnabled(Level level) {
        return level.isAtLeast(output.threshold) && output.target.isEnabled(level, name);
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
            output.target.write(level, name, message, thrown);
        }
    }

    private static final class Output {
        volatile Level threshold;
        volatile LogTarget target;

        Output(Level threshold, LogTarget target) {
            this.threshold = threshold;
            this.target = target;
        }
    }
}
