package io.resil.agent.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hash map that is asked for a slice of a longer text, with or without regard to case, and allocates nothing for that.
 * Only ASCII letters have a case here, so nothing beyond ASCII equals a key by accident. Immutable.
 */
final class SliceMap<V> {

    private final boolean foldsCase;
    private final @Nullable String[] keys;
    private final @Nullable Object[] values;
    private final int mask;

    private SliceMap(Map<String, V> entries, boolean foldsCase) {
        this.foldsCase = foldsCase;
        int capacity = Integer.highestOneBit(Math.max(1, entries.size())) << 2;
        keys = new @Nullable String[capacity];
        values = new @Nullable Object[capacity];
        mask = capacity - 1;
        for (Map.Entry<String, V> entry : entries.entrySet()) {
            put(entry.getKey(), entry.getValue());
        }
    }

    static <V> SliceMap<V> of(Map<String, V> entries) {
        return new SliceMap<>(entries, false);
    }

    /** @param entries keys in lower case */
    static <V> SliceMap<V> foldingCase(Map<String, V> entries) {
        return new SliceMap<>(entries, true);
    }

    private void put(String key, V value) {
        int slot = hash(key, 0, key.length()) & mask;
        while (keys[slot] != null) {
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        values[slot] = value;
    }

    /** What is kept for the characters of {@code text} from {@code start} to before {@code end}. */
    @SuppressWarnings("unchecked") // only put() writes
    @Nullable
    V get(String text, int start, int end) {
        int slot = hash(text, start, end) & mask;
        for (String key = keys[slot]; key != null; key = keys[slot]) {
            if (isSame(key, text, start, end)) {
                return (V) values[slot];
            }
            slot = (slot + 1) & mask;
        }
        return null;
    }

    private boolean isSame(String key, String text, int start, int end) {
        if (key.length() != end - start) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = text.charAt(start + i);
            if (key.charAt(i) != (foldsCase ? lowerCase(c) : c)) {
                return false;
            }
        }
        return true;
    }

    private static int hash(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + lowerCase(text.charAt(i));
        }
        return hash ^ (hash >>> 16);
    }

    private static char lowerCase(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }
}
