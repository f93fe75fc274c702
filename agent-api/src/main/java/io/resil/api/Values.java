package io.resil.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what an agent tells, which may be older or newer than this class: what is missing or of another type is empty or 0.
 * Immutable as long as nobody changes the map.
 */
final class Values {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<?, ?> facts;

    Values(Map<?, ?> facts) {
        this.facts = facts;
    }

    String text(String key) {
        Object value = facts.get(key);
        return value instanceof String ? (String) value : "";
    }

    long number(String key) {
        Object value = facts.get(key);
        return value instanceof Number ? ((Number) value).longValue() : 0;
    }

    /** NaN when there is none. */
    double fraction(String key) {
        Object value = facts.get(key);
        return value instanceof Number ? ((Number) value).doubleValue() : Double.NaN;
    }

    /** Empty for 0 and before, which no clock shows. */
    Optional<Instant> instant(String key) {
        long millis = number(key);
        return millis > 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }

    Optional<Duration> seconds(String key) {
        return duration(fraction(key) * NANOS_PER_SECOND);
    }

    Optional<Duration> millis(String key) {
        return duration(fraction(key) * NANOS_PER_MILLI);
    }

    /** Empty for what is not there: NaN or negative. */
    private static Optional<Duration> duration(double nanos) {
        return nanos >= 0 ? Optional.of(Duration.ofNanos(Math.round(nanos))) : Optional.empty();
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Object each : list(key)) {
            texts.add(String.valueOf(each));
        }
        return Collections.unmodifiableList(texts);
    }

    List<Values> values(String key) {
        List<Values> values = new ArrayList<>();
        for (Object each : list(key)) {
            if (each instanceof Map) {
                values.add(new Values((Map<?, ?>) each));
            }
        }
        return values;
    }

    private List<?> list(String key) {
        Object value = facts.get(key);
        return value instanceof List ? (List<?>) value : Collections.emptyList();
    }

    Map<String, String> textsByName(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : map(key).entrySet()) {
            texts.put(String.valueOf(each.getKey()), String.valueOf(each.getValue()));
        }
        return Collections.unmodifiableMap(texts);
    }

    Map<String, Duration> secondsByName(String key) {
        Map<String, Duration> durations = new LinkedHashMap<>();
        Values named = new Values(map(key));
        for (Object name : map(key).keySet()) {
            durations.put(
                    String.valueOf(name), named.seconds(String.valueOf(name)).orElse(Duration.ZERO));
        }
        return Collections.unmodifiableMap(durations);
    }

    private Map<?, ?> map(String key) {
        Object value = facts.get(key);
        return value instanceof Map ? (Map<?, ?>) value : Collections.emptyMap();
    }
}
