package io.resil.agent.fallback;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds members of the comma-separated lists of {@code Cache-Control} and {@code Vary} (RFC 9110 5.6.1, RFC 9111 5.2). */
final class CacheControl {

    private CacheControl() {}

    /**
     * Whether a directive is there, with or without an argument.
     *
     * @param directive in lower case
     */
    static boolean has(@Nullable String value, String directive) {
        for (String member : members(value)) {
            int equals = member.indexOf('=');
            if ((equals < 0 ? member : member.substring(0, equals).trim()).equals(directive)) {
                return true;
            }
        }
        return false;
    }

    /** In lower case. A comma in a quoted argument makes two of it, which can only find too much. */
    static String[] members(@Nullable String value) {
        if (value == null || value.trim().isEmpty()) {
            return new String[0];
        }
        String[] members = value.toLowerCase(Locale.ROOT).split(",", -1);
        for (int i = 0; i < members.length; i++) {
            members[i] = members[i].trim();
        }
        return members;
    }
}
