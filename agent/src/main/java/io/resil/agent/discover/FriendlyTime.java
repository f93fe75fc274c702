package io.resil.agent.discover;

import java.util.concurrent.TimeUnit;

/** Durations that people would choose. Pure. */
final class FriendlyTime {

    private static final long[] SECONDS = {
        1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1200, 1800, 2700, 3600, 5400,
        7200
    };

    private static final int MINUTE = 60;
    private static final int LEAST_WRITTEN_IN_MINUTES = 120;

    private FriendlyTime() {}

    /** The shortest that is not shorter, in seconds; a second at least. */
    static long secondsOf(long nanos) {
        for (long seconds : SECONDS) {
            if (TimeUnit.SECONDS.toNanos(seconds) >= nanos) {
                return seconds;
            }
        }
        return SECONDS[SECONDS.length - 1];
    }

    /** As the configuration reads it. */
    static String text(long seconds) {
        boolean minutes = seconds >= LEAST_WRITTEN_IN_MINUTES || seconds == MINUTE;
        return minutes && seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
    }
}
