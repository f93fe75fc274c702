package io.resil.agent.log;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file, appended to line by line in UTF-8, made anew when it was moved or deleted. At the first failure it says so at
 * the fallback and leaves all further lines to it. Keeps every level. Thread-safe.
 */
public final class FileTarget implements LogTarget {

    private final File file;
    private final LogTarget fallback;
    private final WallClock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable FileOutputStream stream;
    private volatile boolean failed;

    /** Opens the file with the first line. */
    public FileTarget(File file, LogTarget fallback) {
        this(file, fallback, WallClock.SYSTEM);
    }

    FileTarget(File file, LogTarget fallback, WallClock clock) {
        this.file = file;
        this.fallback = fallback;
        this.clock = clock;
    }

    @Override
    public boolean isEnabled(Level level, String logger) {
        return true;
    }

    @Override
    public void write(Level level, String logger, String message, @Nullable Throwable thrown) {
        if (failed || !append(Line.of(clock.millis(), level, message, thrown))) {
            fallback.write(level, logger, message, thrown);
        }
    }

    private boolean append(String line) {
        lock.lock();
        try {
            if (failed) {
                return false;
            }
            open().write(line.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException | SecurityException e) {
            failed = true;
            fallback.write(
                    Level.WARN,
                    Log.AGENT,
                    "cannot write the log file " + file + " (" + e.getMessage() + "): its lines go here from now on",
                    null);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private FileOutputStream open() throws IOException {
        FileOutputStream open = stream;
        if (open != null && file.exists()) {
            return open;
        }
        if (open != null) {
            open.close();
        }
        open = new FileOutputStream(file, true);
        stream = open;
        return open;
    }
}
