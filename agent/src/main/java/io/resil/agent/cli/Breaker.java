package io.resil.agent.cli;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** A breaker as its MBean tells of it: of a service, or of one origin of it. Immutable. */
final class Breaker {

    /** What is read of each. */
    static final String[] ATTRIBUTES = {
        "Mode",
        "State",
        "StateSince",
        "OpenedBecause",
        "SecondsUntilProbe",
        "Calls",
        "Failures",
        "Rejections",
        "LatencyMillisP50",
        "LatencyMillisP99"
    };

    final String service;

    /** {@code host:port}; empty for the breaker of the service. */
    final String origin;

    private final Map<String, Object> values;

    Breaker(String service, String origin, Map<String, Object> values) {
        this.service = service;
        this.origin = origin;
        this.values = values;
    }

    String text(String attribute) {
        return String.valueOf(values.getOrDefault(attribute, ""));
    }

    /** NaN where there is none. */
    double number(String attribute) {
        Object value = values.get(attribute);
        return value instanceof Number ? ((Number) value).doubleValue() : Double.NaN;
    }

    /** Seconds it has been in its state; NaN when it does not say. */
    double age(long nowMillis) {
        try {
            return Math.max(0, (nowMillis - Instant.parse(text("StateSince")).toEpochMilli()) / 1e3);
        } catch (DateTimeParseException e) {
            return Double.NaN;
        }
    }
}
