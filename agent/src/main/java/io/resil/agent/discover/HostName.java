package io.resil.agent.discover;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Hosts as they are kept. Pure. */
final class HostName {

    /** RFC 1035 has 253; a zone of IPv6 may follow. */
    private static final int LONGEST = 255;

    private HostName() {}

    /**
     * In lower case, without the brackets of IPv6 and without the dot at the end of a name; null for what is not a
     * host's name. Some clients take anything for one, a user and a password in front of it included, which must not be
     * kept.
     */
    static @Nullable String canonical(String host) {
        int start = 0;
        int end = host.length();
        if (end > 1 && host.charAt(0) == '[' && host.charAt(end - 1) == ']') {
            start++;
            end--;
        } else if (end > 1 && host.charAt(end - 1) == '.') {
            end--;
        }
        if (start == end || end - start > LONGEST) {
            return null;
        }
        for (int i = start; i < end; i++) {
            if (!isPartOfName(host.charAt(i))) {
                return null;
            }
        }
        String name = host.substring(start, end).toLowerCase(Locale.ROOT);
        return name.equals(host) ? host : name;
    }

    private static boolean isPartOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == ':' || c == '%';
    }
}
