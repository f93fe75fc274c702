package io.resil.agent.call;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The host and port a call is addressed to; equal whatever the case of the host, whether a port is left to the scheme or
 * written out, and whether an IPv6 address stands in brackets. Immutable; its text is made only when asked for.
 */
public final class Origin {

    /** Of a client that does not say. */
    public static final Origin UNKNOWN = new Origin("", 0);

    private final String host;
    private final int port;
    private final int hash;

    private Origin(String host, int port) {
        this.host = host;
        this.port = port;
        this.hash = 31 * hashWithoutCase(host) + port;
    }

    /**
     * @param scheme {@code http} or {@code https}, in any case
     * @param host in any case, IPv6 with or without brackets
     * @param port not positive for the scheme's own
     */
    public static Origin of(String scheme, String host, int port) {
        return new Origin(bare(host), port > 0 ? port : ownPort("https".equalsIgnoreCase(scheme)));
    }

    /** The port of a URL that names none (RFC 9110 4.2). */
    public static int ownPort(boolean https) {
        return https ? 443 : 80;
    }

    /** Without the brackets of an IPv6 address, and without the dot that ends a name from the root. */
    private static String bare(String host) {
        int end = host.length() - 1;
        if (end > 0 && host.charAt(0) == '[' && host.charAt(end) == ']') {
            return host.substring(1, end);
        }
        return end > 0 && host.charAt(end) == '.' ? host.substring(0, end) : host;
    }

    /** Folds as {@link String#equalsIgnoreCase} does. */
    private static int hashWithoutCase(String text) {
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + Character.toLowerCase(Character.toUpperCase(text.charAt(i)));
        }
        return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Origin)) {
            return false;
        }
        Origin that = (Origin) other;
        return port == that.port && host.equalsIgnoreCase(that.host);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** {@code host:port}, the host in lower case, an IPv6 address in brackets. */
    @Override
    public String toString() {
        if (equals(UNKNOWN)) {
            return "unknown origin";
        }
        String lower = host.toLowerCase(Locale.ROOT);
        return (lower.indexOf(':') < 0 ? lower : "[" + lower + "]") + ":" + port;
    }
}
