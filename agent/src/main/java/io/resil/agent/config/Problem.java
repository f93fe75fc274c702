package io.resil.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a configuration, or looks wrong. Holds no secret: the value of a token, and whatever stands
 * beside it, is not in it. Immutable.
 */
public final class Problem {

    private final Place place;
    private final @Nullable String value;
    private final String rule;

    /** @param value as it may be shown; null where it says nothing */
    Problem(Place place, @Nullable String value, String rule) {
        this.place = place;
        this.value = value;
        this.rule = rule;
    }

    /** The file; for an override, the property or variable, such as {@code system property resil.mode}. */
    public String origin() {
        return place.origin;
    }

    /** Counted from 1; 0 for an override and for the file as a whole. */
    public int line() {
        return place.line;
    }

    /** Such as {@code services.billing.retry.max-retries}; empty for the file as a whole. */
    public String keyPath() {
        return place.path;
    }

    /** Null where it says nothing; {@code ***} for a secret. */
    public @Nullable String value() {
        return value;
    }

    /** What is expected, or what is wrong. */
    public String rule() {
        return rule;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Problem && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /**
     * Such as {@code resil.yaml:14: services.billing.retry.max-retries = -1: must be 0 or more}, or
     * {@code system property resil.mode = on: must be enforce, observe or off}.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(place.origin);
        if (place.line > 0) {
            text.append(':').append(place.line);
        }
        boolean isNamedByOrigin = place.line == 0 && value != null;
        if (!isNamedByOrigin && !place.path.isEmpty()) {
            text.append(": ").append(place.path);
        }
        if (value != null) {
            text.append(" = ").append(value);
        }
        return text.append(": ").append(rule).toString();
    }
}
