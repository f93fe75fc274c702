package io.resil.agent.route;

import io.resil.agent.call.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The pattern that came nearest to a URL which none covers, and what kept the URL out. Immutable. */
public final class NearMiss {

    private static final int OTHER_HOST = Integer.MAX_VALUE;

    public final UrlPattern pattern;

    /** Such as {@code port 6003, not 8000}; to follow "for". */
    public final String difference;

    private NearMiss(UrlPattern pattern, String difference) {
        this.pattern = pattern;
        this.difference = difference;
    }

    /**
     * The first of those that differ least.
     *
     * @param host IPv6 with or without brackets
     * @param port negative for the scheme's own
     * @return null when no pattern has a host that resembles it
     */
    public static @Nullable NearMiss of(
            Iterable<UrlPattern> patterns, boolean https, String host, int port, String path) {
        NearMiss nearest = null;
        int least = OTHER_HOST;
        for (UrlPattern pattern : patterns) {
            int ofHost = hostDistance(pattern, plain(host));
            List<String> differences =
                    differences(pattern, https, plain(host), port < 0 ? Origin.ownPort(https) : port, path);
            int distance = ofHost == OTHER_HOST ? OTHER_HOST : ofHost + differences.size();
            if (distance < least) {
                least = distance;
                nearest = new NearMiss(pattern, String.join(" and for ", differences));
            }
        }
        return nearest;
    }

    private static String plain(String host) {
        boolean isBracketed = host.startsWith("[") && host.endsWith("]");
        String name = isBracketed ? host.substring(1, host.length() - 1) : host;
        return (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).toLowerCase(Locale.ROOT);
    }

    private static int hostDistance(UrlPattern pattern, String host) {
        if (coversHost(pattern, host)) {
            return 0;
        }
        boolean isItsParent = pattern.isWildcard() && host.equals(pattern.host());
        return isItsParent || firstLabel(host).equals(firstLabel(pattern.host())) ? 1 : OTHER_HOST;
    }

    private static boolean coversHost(UrlPattern pattern, String host) {
        return pattern.isWildcard()
                ? host.length() > pattern.host().length() + 1 && host.endsWith("." + pattern.host())
                : host.equals(pattern.host());
    }

    /** {@code chroma} is what a short name and a full one have in common. */
    private static String firstLabel(String host) {
        int dot = host.indexOf('.');
        return dot < 0 ? host : host.substring(0, dot);
    }

    private static List<String> differences(UrlPattern pattern, boolean https, String host, int port, String path) {
        List<String> differences = new ArrayList<>();
        if (!coversHost(pattern, host)) {
            differences.add(pattern.isWildcard() ? "hosts below " + pattern.host() : "the host " + pattern.host());
        }
        boolean isOfScheme = pattern.coversScheme(https);
        if (!isOfScheme) {
            differences.add(https ? "http, not https" : "https, not http");
        }
        boolean followsFromScheme =
                !isOfScheme && port == Origin.ownPort(https) && pattern.port() == Origin.ownPort(!https);
        if (pattern.port() != UrlPattern.ANY_PORT && pattern.port() != port && !followsFromScheme) {
            differences.add("port " + pattern.port() + ", not " + port);
        }
        if (!isBelow(path, pattern.path())) {
            differences.add("paths below " + pattern.path());
        } else if (!pattern.path().isEmpty() && PathPrefix.mightClimb(path)) {
            differences.add("paths that cannot leave " + pattern.path());
        }
        return differences;
    }

    private static boolean isBelow(String path, String prefix) {
        int end = PathPrefix.end(path);
        return prefix.length() <= end
                && path.startsWith(prefix)
                && (prefix.length() == end || path.charAt(prefix.length()) == '/');
    }
}
