package io.resil.agent.log;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/**
 * The error stream of the process. Each line is one write, so lines do not interleave, not even with those of other
 * processes on the same stream. Keeps every level. Thread-safe.
 */
public final class StderrTarget implements LogTarget {

    private final PrintStream stream;
    private final Charset charset;
    private final WallClock clock;

    /** @param stream what {@link System#err} was at first: an application may later redirect it into its logging */
    public StderrTarget(PrintStream stream) {
        this(stream, charset(), WallClock.SYSTEM);
    }

    StderrTarget(PrintStream stream, Charset charset, WallClock clock) {
        this.stream = stream;
        this.charset = charset;
        this.clock = clock;
    }

    @Override
    public boolean isEnabled(Level level, String logger) {
        return true;
    }

    @Override
    public void write(Level level, String logger, String message, @Nullable Throwable thrown) {
        byte[] line = Line.of(clock.millis(), level, message, thrown).getBytes(charset);
        stream.write(line, 0, line.length);
        stream.flush();
    }

    /** The stream's own; UTF-8 where that is ASCII, as in a container without a locale, whose readers expect UTF-8. */
    private static Charset charset() {
        Charset own = named(System.getProperty("stderr.encoding"), Charset.defaultCharset());
        return own.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : own;
    }

    static Charset named(@Nullable String name, Charset otherwise) {
        if (name == null || name.isEmpty()) {
            return otherwise;
        }
        try {
            return Charset.forName(name);
        } catch (UnsupportedCharsetException unknownToThisJvm) {
            return otherwise;
        }
    }
}
