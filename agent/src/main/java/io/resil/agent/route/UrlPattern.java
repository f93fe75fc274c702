package io.resil.agent.route;

import io.resil.agent.call.Origin;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One {@code url} of a service, {@code [scheme://]host[:port][/path-prefix]}: the set of URLs it stands for.
 *
 * <ul>
 *   <li>No scheme: {@code http} and {@code https}; and any port, when none is given.
 *   <li>A scheme and no port: the scheme's own, 80 or 443.
 *   <li>{@code *.billing.internal} covers one or more labels in front of {@code billing.internal}, not itself.
 *   <li>Hosts compare without case and without a dot at their end. IPv6 addresses stand in brackets and compare as they
 *       are written; {@code [::1]} is not {@code [0:0:0:0:0:0:0:1]}.
 *   <li>The path prefix covers whole segments, with case: {@code /v1} covers {@code /v1} and {@code /v1/x}, not
 *       {@code /v10}. A slash at its end means nothing.
 * </ul>
 *
 * <p>Two patterns are equal when they stand for the same URLs, however they are written: {@code http://a} and
 * {@code HTTP://A:80/} are. Of two that overlap, the {@linkplain UrlTable table} finds one more specific, unless they are
 * equal. Immutable.
 */
public final class UrlPattern {

    static final int ANY_PORT = -1;
    private static final int LARGEST_PORT = 65535;

    private final String text;
    private final @Nullable String scheme;
    private final boolean wildcard;
    private final String host;
    private final int port;
    private final String path;

    private UrlPattern(String text, @Nullable String scheme, boolean wildcard, String host, int port, String path) {
        this.text = text;
        this.scheme = scheme;
        this.wildcard = wildcard;
        this.host = host;
        this.port = port;
        this.path = path;
    }

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException its message is the rule that was broken, made to follow the value in a report
     */
    public static UrlPattern parse(String text) {
        require(!text.isEmpty(), "must be [scheme://]host[:port][/path-prefix]");
        requirePlainCharacters(text);
        int hostStart = text.indexOf("://");
        String scheme = hostStart < 0 ? null : scheme(text.substring(0, hostStart));
        String rest = hostStart < 0 ? text : text.substring(hostStart + 3);
        require(rest.indexOf('#') < 0, "must have no fragment (#...)");
        require(rest.indexOf('?') < 0, "must have no query (?...)");
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        require(authority.indexOf('@') < 0, "must have no user info (user:password@)");
        int colon = portColon(authority);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        int port = colon < 0 ? defaultPort(scheme) : port(authority.substring(colon + 1));
        boolean wildcard = host.startsWith("*.");
        return new UrlPattern(
                text,
                scheme,
                wildcard,
                host(wildcard ? host.substring(2) : host, wildcard),
                port,
                slash < 0 ? "" : PathPrefix.parse(rest.substring(slash)));
    }

    private static void requirePlainCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            require(c > ' ' && c != 0x7f, "must have no spaces or control characters");
            require(c < 0x7f, "must be written in ASCII: hosts as xn--..., paths percent-encoded");
        }
    }

    private static String scheme(String scheme) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        require(lower.equals("http") || lower.equals("https"), "must begin with http://, https:// or the host");
        return lower;
    }

    /** The last colon, unless it stands within the brackets of an IPv6 address. */
    private static int portColon(String authority) {
        int colon = authority.lastIndexOf(':');
        require(
                colon == authority.indexOf(':') || authority.indexOf('[') >= 0,
                "must have at most one port, and IPv6 addresses in brackets");
        return colon < authority.lastIndexOf(']') ? -1 : colon;
    }

    private static int port(String digits) {
        int port = 0;
        for (int i = 0; i < digits.length() && port <= LARGEST_PORT; i++) {
            char c = digits.charAt(i);
            port = c >= '0' && c <= '9' ? port * 10 + (c - '0') : LARGEST_PORT + 1;
        }
        require(port >= 1 && port <= LARGEST_PORT, "must have a port from 1 to 65535, or none");
        return port;
    }

    private static int defaultPort(@Nullable String scheme) {
        return scheme == null ? ANY_PORT : Origin.ownPort(scheme.equals("https"));
    }

    private static String host(String host, boolean wildcard) {
        if (!wildcard && host.startsWith("[")) {
            return ipv6(host);
        }
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        require(!name.isEmpty(), "must name a host");
        require(name.indexOf('*') < 0, "must have a wildcard only as the first label of a host, as in *.example.com");
        boolean atLabelStart = true;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            require(isHostCharacter(c), "must have a host of letters, digits, dots, hyphens and underscores");
            require(c != '.' || !atLabelStart, "must have no empty label in its host");
            atLabelStart = c == '.';
        }
        require(!atLabelStart, "must have no empty label in its host");
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isHostCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_';
    }

    private static String ipv6(String host) {
        require(host.indexOf(']') == host.length() - 1, "must have an IPv6 address in one pair of brackets");
        String address = host.substring(1, host.length() - 1);
        require(address.indexOf(':') != address.lastIndexOf(':'), "must have an IPv6 address in the brackets");
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            require(
                    Character.digit(c, 16) >= 0 || c == ':' || c == '.',
                    "must have an IPv6 address, without a zone, in the brackets");
        }
        return address.toLowerCase(Locale.ROOT);
    }

    static void require(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Whether it covers the labels in front of {@link #host()}, and not that host itself. */
    public boolean isWildcard() {
        return wildcard;
    }

    /** In lower case; an IPv6 address without its brackets; of a wildcard, what follows {@code *.}. */
    String host() {
        return host;
    }

    /** Without a slash at its end; empty when it covers all paths. */
    String path() {
        return path;
    }

    /** {@link #ANY_PORT}, or the one it covers. */
    int port() {
        return port;
    }

    boolean namesScheme() {
        return scheme != null;
    }

    boolean coversScheme(boolean https) {
        return scheme == null || https == scheme.equals("https");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof UrlPattern)) {
            return false;
        }
        UrlPattern that = (UrlPattern) other;
        return wildcard == that.wildcard
                && port == that.port
                && host.equals(that.host)
                && path.equals(that.path)
                && (scheme == null ? that.scheme == null : scheme.equals(that.scheme));
    }

    @Override
    public int hashCode() {
        return (host.hashCode() * 31 + port) * 31 + path.hashCode();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
