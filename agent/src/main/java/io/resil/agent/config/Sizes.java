package io.resil.agent.config;

/** Sizes as they are written: a whole number and a unit {@code B}, {@code KB} or {@code MB}, each 1024 of the one before. */
final class Sizes {

    private static final int LARGEST = 64 << 20;

    private static final String FORM = "must be a whole number and a unit (B, KB, MB), for example 256KB";

    private Sizes() {}

    /**
     * In bytes.
     *
     * @throws IllegalArgumentException its message is the rule that was broken
     */
    static int parse(String text) {
        int digits = 0;
        long number = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            number = Math.min(LARGEST + 1L, number * 10 + (text.charAt(digits) - '0'));
            digits++;
        }
        if (digits == 0) {
            throw new IllegalArgumentException(text.startsWith("-") ? "must not be negative" : FORM);
        }
        String unit = text.substring(digits);
        if (unit.isEmpty()) {
            throw new IllegalArgumentException("needs a unit, for example 256KB or 1MB");
        }
        long bytes = number * bytes(unit);
        if (bytes > LARGEST) {
            throw new IllegalArgumentException("must be at most 64MB");
        }
        return (int) bytes;
    }

    private static int bytes(String unit) {
        switch (unit) {
            case "B":
                return 1;
            case "KB":
                return 1 << 10;
            case "MB":
                return 1 << 20;
            default:
                throw new IllegalArgumentException(FORM);
        }
    }

    /** As a person would write it. */
    static String written(int bytes) {
        if (bytes % (1 << 20) == 0) {
            return (bytes >> 20) + "MB";
        }
        return bytes % (1 << 10) == 0 ? (bytes >> 10) + "KB" : bytes + "B";
    }
}
