package io.resil.agent.config;

/** Durations as they are written: a number, decimals allowed, and a unit {@code ms}, {@code s}, {@code m} or {@code h}. */
final class Durations {

    /** A year of 365 days, nanoseconds: far from any overflow, also of sums. */
    static final long LONGEST = 8760L * 3600 * 1_000_000_000;

    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1000 * MILLISECOND;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private static final String FORM = "must be a number and a unit (ms, s, m, h), for example 500ms or 15s";

    private Durations() {}

    /**
     * In nanoseconds; what is below one is cut off.
     *
     * @throws IllegalArgumentException its message is the rule that was broken
     */
    static long parse(String text) {
        boolean negative = text.startsWith("-");
        int numberEnd = negative ? 1 : 0;
        while (numberEnd < text.length() && isPartOfNumber(text.charAt(numberEnd))) {
            numberEnd++;
        }
        String number = text.substring(negative ? 1 : 0, numberEnd);
        String unit = text.substring(numberEnd);
        requireNumber(number);
        if (unit.isEmpty()) {
            throw new IllegalArgumentException("needs a unit, for example 500ms or 15s");
        }
        long nanos = nanos(number, unitNanos(unit));
        if (negative) {
            throw new IllegalArgumentException("must not be negative");
        }
        return nanos;
    }

    private static boolean isPartOfNumber(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    private static void requireNumber(String number) {
        int point = number.indexOf('.');
        if (number.isEmpty() || point == 0 || point == number.length() - 1 || point != number.lastIndexOf('.')) {
            throw new IllegalArgumentException(FORM);
        }
    }

    private static long unitNanos(String unit) {
        switch (unit) {
            case "ms":
                return MILLISECOND;
            case "s":
                return SECOND;
            case "m":
                return MINUTE;
            case "h":
                return HOUR;
            default:
                throw new IllegalArgumentException(FORM);
        }
    }

    private static long nanos(String number, long unitNanos) {
        long nanos = 0;
        long digitNanos = unitNanos;
        boolean afterPoint = false;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c == '.') {
                afterPoint = true;
            } else if (afterPoint) {
                digitNanos /= 10;
                nanos += (c - '0') * digitNanos;
            } else {
                nanos = nanos * 10 + (c - '0') * unitNanos;
            }
            if (nanos > LONGEST) {
                throw new IllegalArgumentException("must be at most 8760h");
            }
        }
        return nanos;
    }

    /** As a person would write it; {@link #parse} of it gives the same, but for fractions of a millisecond. */
    static String written(long nanos) {
        if (nanos % HOUR == 0 && nanos > 0) {
            return nanos / HOUR + "h";
        }
        if (nanos % MINUTE == 0 && nanos > 2 * MINUTE) {
            return nanos / MINUTE + "m";
        }
        return nanos % SECOND == 0 ? nanos / SECOND + "s" : nanos / MILLISECOND + "ms";
    }
}
