package io.resil.benchmarks;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is asked of a benchmark by {@code BENCH_ARGS} in the environment: {@code name=value}, separated by spaces. */
public final class Settings {

    private final Map<String, String> values = new HashMap<>();

    /** @param known every name the benchmark has, as a misspelt one would silently measure something else */
    public Settings(String... known) {
        for (String word : System.getenv().getOrDefault("BENCH_ARGS", "").trim().split("\\s+", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            String[] pair = word.split("=", 2);
            if (pair.length < 2 || !List.of(known).contains(pair[0])) {
                throw new IllegalArgumentException(word + ": must be name=value, the name one of " + List.of(known));
            }
            values.put(pair[0], pair[1]);
        }
    }

    public int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** Those that were asked for, separated by commas; all of them if none was. */
    public List<String> names(String name, String... all) {
        String value = values.get(name);
        return value == null ? List.of(all) : Arrays.asList(value.split(",", -1));
    }
}
