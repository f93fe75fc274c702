package io.resil.agent.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the patterns with one host stand for: the longest path prefix first, then {@link PortRoutes}. Immutable. */
final class HostRoutes<T> {

    private final @Nullable PortRoutes<T> wholeHost;
    private final SliceMap<PortRoutes<T>> prefixes;
    private final int longestPrefix;

    private HostRoutes(@Nullable PortRoutes<T> wholeHost, Map<String, PortRoutes<T>> prefixes, int longestPrefix) {
        this.wholeHost = wholeHost;
        this.prefixes = SliceMap.of(prefixes);
        this.longestPrefix = longestPrefix;
    }

    @Nullable
    T match(boolean https, int port, @Nullable String path) {
        T found = longestPrefix == 0 || path == null ? null : matchPrefix(https, port, path);
        return found == null && wholeHost != null ? wholeHost.match(https, port) : found;
    }

    private @Nullable T matchPrefix(boolean https, int port, String path) {
        int end = PathPrefix.end(path);
        for (int i = Math.min(end, longestPrefix); i > 0; i--) {
            if (i == end || path.charAt(i) == '/') {
                PortRoutes<T> routes = prefixes.get(path, 0, i);
                T found = routes == null ? null : routes.match(https, port);
                if (found != null) {
                    return PathPrefix.mightClimb(path) ? null : found;
                }
            }
        }
        return null;
    }

    static <T> HostRoutes<T> of(Map<UrlPattern, T> patterns) {
        Map<String, Map<UrlPattern, T>> byPath = new HashMap<>();
        int longest = 0;
        for (Map.Entry<UrlPattern, T> each : patterns.entrySet()) {
            String path = each.getKey().path();
            longest = Math.max(longest, path.length());
            UrlTable.group(byPath, path, each);
        }
        Map<String, PortRoutes<T>> prefixes = new HashMap<>();
        for (Map.Entry<String, Map<UrlPattern, T>> each : byPath.entrySet()) {
            List<Map.Entry<UrlPattern, T>> entries =
                    new ArrayList<>(each.getValue().entrySet());
            prefixes.put(each.getKey(), new PortRoutes<>(entries));
        }
        return new HostRoutes<>(prefixes.remove(""), prefixes, longest);
    }
}
