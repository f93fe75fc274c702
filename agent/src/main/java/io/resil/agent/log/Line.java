package io.resil.agent.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** One line as stderr and a file show it: {@code 2026-11-24T04:10:44.123Z resil: WARN [Chroma Server] ...}. Pure. */
final class Line {

    private static final int MILLIS_TO_NANOS = 1_000_000;

    private Line() {}

    static String of(long epochMillis, Level level, String message, @Nullable Throwable thrown) {
        StringBuilder line = new StringBuilder(64 + message.length());
        appendTime(line, epochMillis);
        line.append(" resil: ").append(level).append(' ').append(message).append(System.lineSeparator());
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace, true));
            line.append(trace);
        }
        return line.toString();
    }

    /** By hand, in UTC: a formatter and the time zones cost more at start than all else that is logged there. */
    private static void appendTime(StringBuilder line, long epochMillis) {
        int nanos = (int) Math.floorMod(epochMillis, 1000L) * MILLIS_TO_NANOS;
        LocalDateTime time = LocalDateTime.ofEpochSecond(Math.floorDiv(epochMillis, 1000L), nanos, ZoneOffset.UTC);
        line.append(time.getYear());
        appendPadded(line.append('-'), time.getMonthValue(), 2);
        appendPadded(line.append('-'), time.getDayOfMonth(), 2);
        appendPadded(line.append('T'), time.getHour(), 2);
        appendPadded(line.append(':'), time.getMinute(), 2);
        appendPadded(line.append(':'), time.getSecond(), 2);
        appendPadded(line.append('.'), nanos / MILLIS_TO_NANOS, 3);
        line.append('Z');
    }

    private static void appendPadded(StringBuilder line, int value, int digits) {
        int power = 1;
        for (int i = 1; i < digits; i++) {
            power *= 10;
        }
        for (int left = power; left > 0; left /= 10) {
            line.append((char) ('0' + value / left % 10));
        }
    }
}
