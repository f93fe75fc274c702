package io.resil.agent.log;

import java.util.concurrent.TimeUnit;

/** Durations as people read them: {@code 35ms}, {@code 1.1s}, {@code 41s}. Pure. */
final class Durations {

    private static final long TENTH = TimeUnit.MILLISECONDS.toNanos(100);

    private Durations() {}

    /** Milliseconds below a tenth of a second, tenths below ten seconds, seconds from there on; rounded. */
    static String rounded(long nanos) {
        long millis = (nanos + 500_000) / 1_000_000;
        if (millis < 100) {
            return millis + "ms";
        }
        long tenths = (nanos + TENTH / 2) / TENTH;
        return tenths < 100 ? tenths / 10 + "." + tenths % 10 + "s" : (tenths + 5) / 10 + "s";
    }

    /** Whole seconds, up: what is announced has come by then. */
    static String upToSeconds(long nanos) {
        return (nanos + 999_999_999) / 1_000_000_000 + "s";
    }
}
