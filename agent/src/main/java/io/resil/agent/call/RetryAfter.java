package io.resil.agent.call;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} of a response: seconds, or a date in one of three forms (RFC 9110 10.2.3 and 5.6.7). */
public final class RetryAfter {

    /** IMF-fixdate first, which everybody sends; then the two obsolete forms that a recipient must accept. */
    private static final String[] DATES = {
        "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM ppd HH:mm:ss yyyy"
    };

    private static final long NONE = -1;

    private RetryAfter() {}

    /**
     * What is asked for at this moment. Most answers ask for nothing, and cost no look at the clock.
     *
     * @param value of the header; null without one
     * @return nanoseconds to wait, 0 for a date that has passed, -1 when there is none or none that can be understood
     */
    public static long nanos(@Nullable String value) {
        return value == null ? NONE : nanos(value, System.currentTimeMillis());
    }

    /** @param nowMillis wall-clock time, for a date */
    static long nanos(String value, long nowMillis) {
        String text = value.trim();
        return !text.isEmpty() && isDigit(text.charAt(0)) ? ofSeconds(text) : ofDate(text, nowMillis);
    }

    private static long ofSeconds(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return NONE;
            }
        }
        return text.length() > 9 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(Long.parseLong(text));
    }

    private static long ofDate(String text, long nowMillis) {
        for (String form : DATES) {
            try {
                long date = LocalDateTime.parse(text, DateTimeFormatter.ofPattern(form, Locale.ENGLISH))
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli();
                return TimeUnit.MILLISECONDS.toNanos(Math.max(0, date - nowMillis));
            } catch (DateTimeParseException notOfThisForm) {
                // the next form, or none: RFC 9110 10.2.3 leaves a value that makes no sense to be ignored
            }
        }
        return NONE;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
