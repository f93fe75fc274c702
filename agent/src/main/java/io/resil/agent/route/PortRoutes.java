package io.resil.agent.route;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the patterns with one host and path stand for: the one that names the scheme (and with it the port), then the one
 * that names the port, then the one that names neither. Immutable.
 */
final class PortRoutes<T> {

    private final UrlPattern[] patterns;
    private final Object[] values;

    /** @param entries no two of them equal; sorted here */
    PortRoutes(List<Map.Entry<UrlPattern, T>> entries) {
        Collections.sort(entries, new ByPort<T>());
        patterns = new UrlPattern[entries.size()];
        values = new Object[entries.size()];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = entries.get(i).getKey();
            values[i] = entries.get(i).getValue();
        }
    }

    @SuppressWarnings("unchecked") // only the constructor writes
    @Nullable
    T match(boolean https, int port) {
        for (int i = firstOf(port); i < patterns.length && patterns[i].port() == port; i++) {
            if (patterns[i].coversScheme(https)) {
                return (T) values[i];
            }
        }
        return patterns[0].port() == UrlPattern.ANY_PORT ? (T) values[0] : null;
    }

    private int firstOf(int port) {
        int low = 0;
        int high = patterns.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (patterns[middle].port() < port) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Any port, which is negative, comes first; of one port, a pattern that names a scheme. */
    private static final class ByPort<T> implements Comparator<Map.Entry<UrlPattern, T>> {
        @Override
        public int compare(Map.Entry<UrlPattern, T> a, Map.Entry<UrlPattern, T> b) {
            int byPort = Integer.compare(a.getKey().port(), b.getKey().port());
            return byPort != 0
                    ? byPort
                    : Boolean.compare(b.getKey().namesScheme(), a.getKey().namesScheme());
        }
    }
}
