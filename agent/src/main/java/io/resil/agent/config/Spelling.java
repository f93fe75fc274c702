package io.resil.agent.config;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. */
final class Spelling {

    private Spelling() {}

    /** The known name that is near enough to have been meant; null when none is. Case and underscores weigh nothing. */
    static @Nullable String nearest(String written, Collection<String> known) {
        String word = written.toLowerCase(Locale.ROOT).replace('_', '-');
        int bound = Math.min(3, Math.max(1, (word.length() + 1) / 3));
        String nearest = null;
        for (String name : new TreeSet<>(known)) {
            if (Math.abs(name.length() - word.length()) <= bound) {
                int distance = distance(word, name.toLowerCase(Locale.ROOT).replace('_', '-'));
                if (distance <= bound) {
                    nearest = name;
                    bound = distance - 1;
                }
            }
        }
        return nearest != null ? nearest : containing(word, known);
    }

    /** {@code retries} for {@code max-retries}, {@code threshold} for {@code failure-threshold}. */
    private static @Nullable String containing(String word, Collection<String> known) {
        for (String name : new TreeSet<>(known)) {
            if (name.endsWith("-" + word)) {
                return name;
            }
        }
        return null;
    }

    /** Levenshtein's: how many characters must be added, left out or replaced. */
    static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            int[] swapped = previous;
            previous = current;
            current = swapped;
        }
        return previous[b.length()];
    }
}
