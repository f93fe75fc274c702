package io.resil.agent.discover;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A host as a line for people. Pure. */
final class HostLine {

    private static final double PER_MINUTE = 60;
    private static final double PER_HOUR = 3600;
    private static final double MOST_SLOWLY_SHOWN = 0.1;
    private static final long OF_NOTE_WHEN_SILENT_FOR = TimeUnit.HOURS.toNanos(1);

    private HostLine() {}

    static String of(HostSnapshot host) {
        return host.url() + ", " + String.join(" and ", host.clients) + ", " + counts(host) + timeouts(host);
    }

    static String ofOthers(HostSnapshot others, int most) {
        return "others, for which " + most + " hosts left no room, " + counts(others);
    }

    private static String counts(HostSnapshot host) {
        StringBuilder line = new StringBuilder();
        line.append(host.calls()).append(" calls, ").append(rate(host));
        line.append(", ").append(percent(host.failedShare())).append(" failed");
        if (host.answered() > 0) {
            line.append(", p50 ").append(millis(host.percentileNanos(50)));
            line.append(", p99 ").append(millis(host.percentileNanos(99)));
        } else {
            line.append(", none answered");
        }
        if (host.serverErrors() > 0) {
            line.append(", ").append(host.serverErrors()).append(" answered 5xx");
        }
        if (host.throttled() > 0) {
            line.append(", ").append(host.throttled()).append(" answered 429");
        }
        if (host.lastAgo >= OF_NOTE_WHEN_SILENT_FOR) {
            line.append(", the last ")
                    .append(TimeUnit.NANOSECONDS.toHours(host.lastAgo))
                    .append(" h ago");
        }
        return line.toString();
    }

    private static String timeouts(HostSnapshot host) {
        return !host.hasUntimed ? "" : host.hasTimed ? ", some with no timeout set" : ", no timeout set";
    }

    /** In the unit that makes a number of it. */
    static String rate(HostSnapshot host) {
        double perSecond = host.callsPerSecond();
        if (perSecond >= MOST_SLOWLY_SHOWN || host.calls() == 0) {
            return decimal(perSecond) + "/s";
        }
        double perMinute = perSecond * PER_MINUTE;
        return perMinute >= MOST_SLOWLY_SHOWN ? decimal(perMinute) + "/min" : decimal(perSecond * PER_HOUR) + "/h";
    }

    static String percent(double share) {
        return decimal(share * 100) + " %";
    }

    /** Tenths of a millisecond below ten. */
    static String millis(long nanos) {
        double millis = nanos / 1e6;
        return millis < 10 ? decimal(millis) + " ms" : Math.round(millis) + " ms";
    }

    private static String decimal(double number) {
        return number >= 100 ? Long.toString(Math.round(number)) : String.format(Locale.ROOT, "%.1f", number);
    }
}
