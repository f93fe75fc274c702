package io.resil.it.app;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of the conversation with the application: names and values, encoded as a form. Not thread-safe. */
public final class Line {

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Reads what {@link #toString()} wrote. */
    public static Line parse(String text) {
        Line line = new Line();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0) {
                line.with(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return line;
    }

    public Line with(String name, @Nullable Object value) {
        values.put(name, String.valueOf(value));
        return this;
    }

    public Line withAll(String prefix, Map<String, ?> more) {
        for (Map.Entry<String, ?> each : more.entrySet()) {
            with(prefix + each.getKey(), each.getValue());
        }
        return this;
    }

    public @Nullable String get(String name) {
        return values.get(name);
    }

    public String get(String name, String absent) {
        String value = values.get(name);
        return value == null ? absent : value;
    }

    /** @throws IllegalArgumentException when there is no such value */
    public String require(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name + " in " + this);
        }
        return value;
    }

    public int number(String name, int absent) {
        String value = values.get(name);
        return value == null ? absent : Integer.parseInt(value);
    }

    public boolean is(String name) {
        return "true".equals(values.get(name));
    }

    /** The values whose names begin with the prefix, by the rest of their names. */
    public Map<String, String> below(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : values.entrySet()) {
            if (each.getKey().startsWith(prefix)) {
                found.put(each.getKey().substring(prefix.length()), each.getValue());
            }
        }
        return found;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> each : values.entrySet()) {
            text.append(text.length() == 0 ? "" : "&")
                    .append(encode(each.getKey()))
                    .append('=')
                    .append(encode(each.getValue()));
        }
        return text.toString();
    }

    private static String encode(String value) {
        try {
            return URLEncoder.encode(value, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }
}
