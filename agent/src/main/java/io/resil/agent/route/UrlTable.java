package io.resil.agent.route;

import io.resil.agent.call.Origin;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what the most specific {@linkplain UrlPattern pattern} that covers a URL stands for: an exact host before a
 * wildcard, a longer wildcard suffix before a shorter one, then the longer path prefix, then a pattern that names the
 * scheme before one that names only the port, before one that names neither. Of equal patterns it takes one, so there is
 * never a draw.
 *
 * <p>A path that might climb out of a prefix ({@code /v1/../admin}, {@code /v1/%2e%2e%2fadmin}) is under none; only a
 * pattern for the whole host covers it. A path is compared as it is sent, so one that is encoded differently than the
 * prefix is not under it either. Both err on the side of a token that is not sent.
 *
 * <p>A lookup hashes the host, its suffixes where there are wildcards, and the beginnings of the path where there are
 * prefixes. It allocates nothing, and its cost does not grow with the number of patterns but, by their logarithm, with
 * that of ports of one host. Immutable.
 */
public final class UrlTable<T> {

    private final SliceMap<HostRoutes<T>> exact;
    private final SliceMap<HostRoutes<T>> wildcards;
    private final boolean hasWildcards;

    private UrlTable(Map<String, HostRoutes<T>> exact, Map<String, HostRoutes<T>> wildcards) {
        this.exact = SliceMap.foldingCase(exact);
        this.wildcards = SliceMap.foldingCase(wildcards);
        this.hasWildcards = !wildcards.isEmpty();
    }

    /**
     * The value of the most specific pattern that covers the URL.
     *
     * @param scheme {@code http} or {@code https}, in any case; nothing covers another one
     * @param host in any case, IPv6 with or without brackets
     * @param port negative for the scheme's own
     * @param path as it is sent, with or without a query; null and empty stand for {@code /}
     */
    public @Nullable T match(String scheme, String host, int port, @Nullable String path) {
        boolean https = "https".equalsIgnoreCase(scheme);
        if (!https && !"http".equalsIgnoreCase(scheme)) {
            return null;
        }
        int start = 0;
        int end = host.length();
        if (end > 1 && host.charAt(0) == '[' && host.charAt(end - 1) == ']') {
            start++;
            end--;
        } else if (end > 1 && host.charAt(end - 1) == '.') {
            end--;
        }
        int realPort = port < 0 ? Origin.ownPort(https) : port;
        HostRoutes<T> routes = exact.get(host, start, end);
        T found = routes == null ? null : routes.match(https, realPort, path);
        return found == null && hasWildcards ? matchSuffix(host, start, end, https, realPort, path) : found;
    }

    /** The longest suffix first; at least one character stands in front of its dot. */
    private @Nullable T matchSuffix(String host, int start, int end, boolean https, int port, @Nullable String path) {
        for (int i = start + 1; i < end; i++) {
            HostRoutes<T> routes = host.charAt(i) == '.' ? wildcards.get(host, i + 1, end) : null;
            T found = routes == null ? null : routes.match(https, port, path);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    static <T> void group(Map<String, Map<UrlPattern, T>> groups, String key, Map.Entry<UrlPattern, T> entry) {
        Map<UrlPattern, T> group = groups.get(key);
        if (group == null) {
            group = new LinkedHashMap<>();
            groups.put(key, group);
        }
        group.put(entry.getKey(), entry.getValue());
    }

    /** Collects the patterns of a table. Not thread-safe. */
    public static final class Builder<T> {

        private final Map<UrlPattern, T> values = new LinkedHashMap<>();

        /**
         * Adds a pattern, unless there is an equal one.
         *
         * @return what the equal pattern stands for, which stays; null when there was none
         */
        public @Nullable T add(UrlPattern pattern, T value) {
            T before = values.get(pattern);
            if (before == null) {
                values.put(pattern, value);
            }
            return before;
        }

        public UrlTable<T> build() {
            Map<String, Map<UrlPattern, T>> exact = new HashMap<>();
            Map<String, Map<UrlPattern, T>> wildcards = new HashMap<>();
            for (Map.Entry<UrlPattern, T> each : values.entrySet()) {
                UrlPattern pattern = each.getKey();
                group(pattern.isWildcard() ? wildcards : exact, pattern.host(), each);
            }
            return new UrlTable<>(routes(exact), routes(wildcards));
        }

        private static <T> Map<String, HostRoutes<T>> routes(Map<String, Map<UrlPattern, T>> patternsByHost) {
            Map<String, HostRoutes<T>> routes = new HashMap<>();
            for (Map.Entry<String, Map<UrlPattern, T>> each : patternsByHost.entrySet()) {
                routes.put(each.getKey(), HostRoutes.of(each.getValue()));
            }
            return routes;
        }
    }
}
