package io.resil.agent.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keys and their values, in the order in which they were written. */
final class Mapping extends Value {

    /** Keys of which one takes the place of the other when a more important source sets it. */
    private static final String[][] ALTERNATIVES = {{"value", "file"}, {"url", "urls"}, {"body", "body-file"}};

    private final Map<String, Value> entries = new LinkedHashMap<>();

    Mapping(Place place) {
        super(place);
    }

    /** While it is being read. Replaces. */
    void put(String key, Value value) {
        entries.put(key, value);
    }

    @Nullable
    Value get(String key) {
        return entries.get(key);
    }

    /** The map under a key; an empty one when there is none. */
    Mapping mapping(String key) {
        Value value = entries.get(key);
        return value instanceof Mapping ? (Mapping) value : new Mapping(place.child(key, place.line));
    }

    Set<String> keys() {
        return entries.keySet();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Both, merged key by key: where only one is a map or neither, the more important one stands. */
    Mapping mergedWith(Mapping moreImportant) {
        // a line in the file says more than the name of an override
        Mapping merged = new Mapping(moreImportant.place.line > 0 ? moreImportant.place : place);
        merged.entries.putAll(entries);
        for (Map.Entry<String, Value> entry : moreImportant.entries.entrySet()) {
            String key = entry.getKey();
            merged.dropAlternatives(key, moreImportant);
            merged.put(key, merge(entries.get(key), entry.getValue()));
        }
        return merged;
    }

    private static Value merge(@Nullable Value less, Value more) {
        return less instanceof Mapping && more instanceof Mapping ? ((Mapping) less).mergedWith((Mapping) more) : more;
    }

    private void dropAlternatives(String key, Mapping moreImportant) {
        for (String[] alternatives : ALTERNATIVES) {
            for (int i = 0; i < alternatives.length; i++) {
                String other = alternatives[1 - i];
                if (alternatives[i].equals(key) && moreImportant.get(other) == null) {
                    entries.remove(other);
                }
            }
        }
    }

    @Override
    String shown() {
        return "{...}";
    }
}
