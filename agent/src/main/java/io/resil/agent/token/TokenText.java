package io.resil.agent.token;

import org.jspecify.annotations.Nullable;

/** Which texts can be the value of a header (RFC 9110 5.5), so that a token cannot become a header of its own. */
final class TokenText {

    private static final int LAST_OF_ONE_BYTE = 0xFF;

    private TokenText() {}

    /** What is wrong with it, in words that do not show it; null when it can be sent. */
    static @Nullable String problem(String token) {
        if (token.isEmpty()) {
            return "is empty";
        }
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (Character.isISOControl(c)) {
                return "contains a line break or a control character";
            }
            // some clients cut a character down to its low byte, which may be a line break
            if (c > LAST_OF_ONE_BYTE) {
                return "contains a character that no header can carry";
            }
        }
        return null;
    }

    /** Editors and {@code echo} end a file with a line break that is not part of the token. */
    static String withoutTrailingLineBreak(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
