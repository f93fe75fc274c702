package io.resil.agent.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What HTTP allows in the parts of a request that a configuration sets. */
final class HttpSyntax {

    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~";

    /** Fields that frame a message or belong to one connection; clients set them, or refuse to. */
    private static final Set<String> HEADERS_OF_CLIENTS = new HashSet<>(Arrays.asList(
            "connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade"));

    private HttpSyntax() {}

    /** Whether clients set the header themselves. */
    static boolean isOfClient(String header) {
        return HEADERS_OF_CLIENTS.contains(header.toLowerCase(Locale.ROOT));
    }

    /** The form of methods and header names (RFC 9110 5.6.2). */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isAlphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isAlphanumeric && TOKEN_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * Refuses what is no value of a header: line breaks and controls, and beyond RFC 9110 5.5 also the tab and what is not
     * ASCII, as clients treat them differently.
     *
     * @throws IllegalArgumentException its message is the rule that was broken, without the value
     */
    static void requireHeaderValue(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                throw new IllegalArgumentException("must have no line breaks");
            }
            if (c < ' ' || c >= 0x7f) {
                throw new IllegalArgumentException("must have no control characters and nothing but ASCII");
            }
        }
        if (text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ') {
            throw new IllegalArgumentException("must not begin or end with a space");
        }
    }
}
