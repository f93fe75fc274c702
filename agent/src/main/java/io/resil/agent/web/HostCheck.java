package io.resil.agent.web;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the pages of other sites out: a browser that was led here by a name of theirs (DNS rebinding) sends that name. A
 * name that cannot be theirs passes: an address, {@code localhost}, and what this machine is called. Immutable.
 */
final class HostCheck {

    private final Set<String> names = new HashSet<>();

    /** @param ownNames beside {@code localhost}; in any case */
    HostCheck(Iterable<String> ownNames) {
        names.add("localhost");
        for (String name : ownNames) {
            names.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /** @param header as it was sent; null when it was not, which no browser does */
    boolean allows(@Nullable String header) {
        if (header == null) {
            return true;
        }
        String host = withoutPort(header.trim()).toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return names.contains(host) || isV4(host) || isV6(host);
    }

    private static String withoutPort(String header) {
        int colon = header.lastIndexOf(':');
        return colon > header.lastIndexOf(']') ? header.substring(0, colon) : header;
    }

    /** Four numbers, as browsers write every such address; never a name, whose last label is no number. */
    private static boolean isV4(String host) {
        String[] parts = host.split("\\.", -1);
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !isDigits(part)) {
                return false;
            }
        }
        return parts.length == 4;
    }

    private static boolean isDigits(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) < '0' || part.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** No name has brackets. */
    private static boolean isV6(String host) {
        return host.length() > 2 && host.startsWith("[") && host.indexOf(']') == host.length() - 1;
    }
}
