package io.resil.it;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code -verbose:class} wrote. */
final class LoadedClasses {

    /** {@code [Loaded java.lang.Object from ...]} on Java 8, {@code [0.013s][info][class,load] java.lang.Object source: ...} after. */
    private static final Pattern LOADED =
            Pattern.compile("^\\[(?:Loaded (\\S+) from |.*\\[class,load *\\] (\\S+) source: ).*");

    private LoadedClasses() {}

    /** In the order of loading. */
    static Set<String> in(List<String> lines) {
        Set<String> names = new LinkedHashSet<>();
        for (String line : lines) {
            Matcher loaded = LOADED.matcher(line);
            if (loaded.matches()) {
                names.add(loaded.group(1) == null ? loaded.group(2) : loaded.group(1));
            }
        }
        return names;
    }
}
