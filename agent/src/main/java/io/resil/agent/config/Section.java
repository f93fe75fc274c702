package io.resil.agent.config;

import io.resil.agent.call.StatusSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the typed keys of one map. What is wrong with a value is reported, and the built-in value returned in its place
 * so that reading can go on.
 */
final class Section {

    private static final String NOT_SUPPORTED = "is not supported by this version yet";

    private final Mapping mapping;
    private final Keys keys;
    private final String prefix;
    private final Problems problems;

    private Section(Mapping mapping, Keys keys, String prefix, Problems problems) {
        this.mapping = mapping;
        this.keys = keys;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** Reports the keys that do not exist. */
    static Section of(Mapping mapping, Keys keys, Problems problems) {
        return checked(new Section(mapping, keys, "", problems));
    }

    private static Section checked(Section section) {
        for (String key : section.mapping.keys()) {
            if (!section.keys.contains(section.prefix + key)) {
                section.reportUnknown(key);
            }
        }
        return section;
    }

    private void reportUnknown(String key) {
        String nearest = keys.nearest(prefix, key);
        boolean isOfService = keys == Keys.OF_DEFAULTS && Keys.OF_SERVICE.contains(prefix + key);
        problems.error(
                place(key),
                isOfService
                        ? "belongs to a service, not to defaults"
                        : "is not a known key" + (nearest == null ? "" : "; did you mean " + nearest + "?"));
    }

    /** Of a key, or of the section when the key is not there. */
    Place place(String key) {
        Value value = mapping.get(key);
        return value == null ? mapping.place : value.place;
    }

    /** What it is read from. */
    Files files() {
        return problems.files();
    }

    boolean has(String key) {
        return mapping.get(key) != null;
    }

    void error(String key, String rule) {
        Value value = mapping.get(key);
        if (value instanceof Scalar) {
            problems.error((Scalar) value, rule);
        } else {
            problems.error(place(key), rule);
        }
    }

    void warning(String key, String rule) {
        Value value = mapping.get(key);
        if (value instanceof Scalar) {
            problems.warning((Scalar) value, rule);
        } else {
            problems.warning(place(key), rule);
        }
    }

    /** A section below; an empty one when it is not there, null when it is switched off by {@code none} or no map. */
    @Nullable
    Section section(String key) {
        Value value = mapping.get(key);
        if (value != null && !(value instanceof Mapping)) {
            if (!isNone(key)) {
                error(key, "must be a map of keys, or none");
            }
            return null;
        }
        return checked(new Section(mapping.mapping(key), keys, prefix + key + ".", problems));
    }

    /** The value, when it is there and whole. */
    @Nullable
    Scalar scalar(String key) {
        Value value = mapping.get(key);
        if (value instanceof Scalar) {
            return ((Scalar) value).text == null ? null : (Scalar) value;
        }
        if (value instanceof Mapping && ((Mapping) value).isEmpty()) {
            error(key, "has no value");
        } else if (value != null) {
            error(key, "must be a single value");
        }
        return null;
    }

    @Nullable
    String text(String key) {
        Scalar scalar = scalar(key);
        return scalar == null ? null : scalar.text;
    }

    boolean isNone(String key) {
        Value value = mapping.get(key);
        return value instanceof Scalar && ((Scalar) value).isNone();
    }

    /** In nanoseconds; {@code whenNone} for {@code none}. */
    long durationOrNone(String key, long builtIn, long least, long whenNone) {
        return isNone(key) ? whenNone : duration(key, builtIn, least);
    }

    /** In nanoseconds, {@code least} or more. */
    long duration(String key, long builtIn, long least) {
        String text = text(key);
        if (text == null) {
            return builtIn;
        }
        try {
            long nanos = Durations.parse(text);
            if (nanos >= least) {
                return nanos;
            }
            error(key, "must be more than 0");
        } catch (IllegalArgumentException e) {
            error(key, String.valueOf(e.getMessage()));
        }
        return builtIn;
    }

    /** In bytes, such as {@code 256KB}. */
    int size(String key, int builtIn) {
        String text = text(key);
        if (text == null) {
            return builtIn;
        }
        try {
            return Sizes.parse(text);
        } catch (IllegalArgumentException e) {
            error(key, String.valueOf(e.getMessage()));
            return builtIn;
        }
    }

    /**
     * In nanoseconds.
     *
     * @param range how a message names the range
     */
    long duration(String key, long builtIn, long least, long most, String range) {
        long nanos = duration(key, builtIn, 0);
        if (nanos >= least && nanos <= most) {
            return nanos;
        }
        error(key, "must be " + range);
        return builtIn;
    }

    /** From 1 to 100. */
    int percent(String key, int builtIn) {
        int percent = integer(key, builtIn, 1);
        if (percent <= 100) {
            return percent;
        }
        error(key, "must be 100 or less");
        return builtIn;
    }

    int integer(String key, int builtIn, int least) {
        String text = text(key);
        if (text == null) {
            return builtIn;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= Integer.MAX_VALUE) {
                return (int) number;
            }
            error(key, number < least ? "must be " + least + " or more" : "must be " + Integer.MAX_VALUE + " or less");
        } catch (NumberFormatException e) {
            error(key, "must be a whole number, " + least + " or more");
        }
        return builtIn;
    }

    /** @param range how a message names the range */
    double decimal(String key, double builtIn, double least, double most, String range) {
        String text = text(key);
        if (text == null) {
            return builtIn;
        }
        double number = isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
        if (number >= least && number <= most) {
            return number;
        }
        error(key, "must be a number " + range);
        return builtIn;
    }

    /** Keeps out what {@link Double#parseDouble} takes beyond plain decimals: hexadecimal, {@code NaN}, {@code 1d}. */
    private static boolean isDecimal(String text) {
        boolean hasDigit = false;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            hasDigit |= isDigit;
            points += c == '.' ? 1 : 0;
            if (!isDigit && c != '.' && !(c == '-' && i == 0)) {
                return false;
            }
        }
        return hasDigit && points <= 1;
    }

    boolean flag(String key, boolean builtIn) {
        String text = text(key);
        if (text == null) {
            return builtIn;
        }
        if (!text.equals("true") && !text.equals("false")) {
            error(key, "must be true or false");
        }
        return text.equals("true");
    }

    /** One of the words in {@code allowed}. What is in {@code notYet} is refused with a reason of its own. */
    String choice(String key, String builtIn, List<String> allowed, List<String> notYet) {
        String text = text(key);
        if (text == null || allowed.contains(text)) {
            return text == null ? builtIn : text;
        }
        String words = words(allowed);
        error(key, notYet.contains(text) ? NOT_SUPPORTED + "; use " + words : "must be " + words);
        return builtIn;
    }

    private static String words(List<String> words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            text.append(i == 0 ? "" : i == words.size() - 1 ? " or " : ", ").append(words.get(i));
        }
        return text.toString();
    }

    /** The entries of a map that has keys of its own, each a single value. */
    Map<String, Scalar> entries(String key) {
        Value value = mapping.get(key);
        if (value != null && !(value instanceof Mapping)) {
            error(key, "must be a map");
        }
        Mapping map = mapping.mapping(key);
        Map<String, Scalar> entries = new LinkedHashMap<>();
        for (String name : map.keys()) {
            Value entry = map.get(name);
            if (!(entry instanceof Scalar)) {
                problems.error(entry == null ? map.place : entry.place, "must be a single value");
            } else if (((Scalar) entry).text != null) {
                entries.put(name, (Scalar) entry);
            }
        }
        return entries;
    }

    void error(Scalar value, String rule) {
        problems.error(value, rule);
    }

    /** The items of a list, or of a single value with commas, as overrides have it; empty for {@code none}. */
    List<Scalar> list(String key) {
        Value value = mapping.get(key);
        if (value instanceof Sequence) {
            return items((Sequence) value);
        }
        Scalar scalar = isNone(key) ? null : scalar(key);
        return scalar == null || scalar.text == null ? Collections.<Scalar>emptyList() : split(scalar, scalar.text);
    }

    private List<Scalar> items(Sequence sequence) {
        List<Scalar> items = new ArrayList<>();
        for (Value item : sequence.items) {
            if (!(item instanceof Scalar)) {
                problems.error(item.place, "must be a single value");
            } else if (((Scalar) item).text != null) {
                items.add((Scalar) item);
            }
        }
        return items;
    }

    private static List<Scalar> split(Scalar scalar, String text) {
        boolean hasBrackets = text.startsWith("[") && text.endsWith("]") && text.indexOf(':') < 0;
        String items = hasBrackets ? text.substring(1, text.length() - 1) : text;
        List<Scalar> split = new ArrayList<>();
        int start = 0;
        while (start <= items.length()) {
            int comma = items.indexOf(',', start);
            int end = comma < 0 ? items.length() : comma;
            split.add(new Scalar(scalar.place, items.substring(start, end).trim()));
            start = end + 1;
        }
        return split;
    }

    /** Such as {@code [429, 500-599]}. */
    StatusSet statuses(String key, StatusSet builtIn) {
        if (!has(key)) {
            return builtIn;
        }
        StatusSet statuses = StatusSet.NONE;
        for (Scalar item : list(key)) {
            String text = String.valueOf(item.text);
            int dash = text.indexOf('-');
            int first = status(dash < 0 ? text : text.substring(0, dash).trim());
            int last = dash < 0 ? first : status(text.substring(dash + 1).trim());
            if (first == 0 || last < first) {
                problems.error(item, "must be a status from 100 to 599, or a range such as 500-599");
            } else {
                statuses = statuses.withRange(first, last);
            }
        }
        return statuses;
    }

    /** 0 when it is none. */
    private static int status(String text) {
        int status = 0;
        for (int i = 0; i < text.length() && text.length() == 3; i++) {
            char c = text.charAt(i);
            status = c >= '0' && c <= '9' && status >= 0 ? status * 10 + (c - '0') : -1;
        }
        return status >= 100 && status <= 599 ? status : 0;
    }

    /** Methods in upper case. */
    Set<String> methods(String key, Set<String> builtIn) {
        if (!has(key)) {
            return builtIn;
        }
        Set<String> methods = new LinkedHashSet<>();
        for (Scalar item : list(key)) {
            String text = String.valueOf(item.text);
            if (HttpSyntax.isToken(text)) {
                methods.add(text.toUpperCase(Locale.ROOT));
            } else {
                problems.error(item, "must be a method, such as GET");
            }
        }
        return Collections.unmodifiableSet(methods);
    }
}
