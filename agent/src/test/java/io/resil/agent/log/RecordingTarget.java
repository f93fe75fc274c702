package io.resil.agent.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is logged. */
final class RecordingTarget implements LogTarget {

    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<String> loggers = new CopyOnWriteArrayList<>();

    @Override
    public boolean isEnabled(Level level, String logger) {
        return true;
    }

    @Override
    public void write(Level level, String logger, String message, Throwable thrown) {
        lines.add(level + " " + message + (thrown == null ? "" : " <- " + thrown));
        loggers.add(logger);
    }
}
