package io.resil.agent.call;

import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * How a failure reads where people look: in one line, bounded, and without what URLs and tokens may give away. Pure.
 */
public final class FailureText {

    private static final int MAX_LENGTH = 300;

    /** Deeper chains of causes are loops. */
    private static final int MAX_CAUSES = 16;

    private FailureText() {}

    /** The reason alone: the deepest cause that says one, else the name of its type; empty for an answered attempt. */
    public static String reason(Attempt attempt) {
        Throwable failure = attempt.failure();
        return failure == null ? "" : clean(withoutSecret(reason(failure), attempt.token()));
    }

    /** The type and the message of the failure; {@code answered 503} where a response was the failure. */
    public static String full(Attempt attempt) {
        Throwable failure = attempt.failure();
        if (failure == null) {
            return "answered " + attempt.status();
        }
        String message = failure.getMessage();
        String type = failure.getClass().getName();
        return clean(withoutSecret(message == null ? type : type + ": " + message, attempt.token()));
    }

    private static String reason(Throwable failure) {
        String reason = null;
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            String message = cause.getMessage();
            if (message != null && !message.trim().isEmpty()) {
                reason = cause instanceof UnknownHostException ? "Unknown host: " + message : message;
            }
            cause = cause.getCause();
        }
        return reason == null ? failure.getClass().getSimpleName() : withoutRepetition(withoutAddress(reason));
    }

    /** Apache puts the address in front and keeps no cause: {@code Connect to x [..] failed: Connection refused}. */
    private static String withoutAddress(String reason) {
        int failed = reason.startsWith("Connect to ") ? reason.indexOf(" failed: ") : -1;
        return failed < 0 ? reason : reason.substring(failed + " failed: ".length());
    }

    /** Java 8 to 12 say {@code Connection refused (Connection refused)}. */
    private static String withoutRepetition(String reason) {
        int half = (reason.length() - 3) / 2;
        return half > 0 && reason.equals(reason.substring(0, half) + " (" + reason.substring(0, half) + ")")
                ? reason.substring(0, half)
                : reason;
    }

    private static String withoutSecret(String text, @Nullable String secret) {
        return secret == null || secret.isEmpty() ? text : text.replace(secret, "***");
    }

    /**
     * One line of at most 300 characters, in which no word has a query ({@code ?...}) or user info ({@code user:pw@});
     * control characters become spaces, so that a message cannot forge a line.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_LENGTH) + 3);
        int at = 0;
        while (at < text.length() && clean.length() < MAX_LENGTH) {
            int end = endOfWord(text, at);
            appendWord(clean, text, at, end);
            if (end < text.length()) {
                char separator = text.charAt(end);
                clean.append(Character.isISOControl(separator) ? ' ' : separator);
            }
            at = end + 1;
        }
        if (clean.length() > MAX_LENGTH || at < text.length()) {
            clean.setLength(Math.min(clean.length(), MAX_LENGTH));
            clean.append("...");
        }
        return clean.toString();
    }

    /** Only blanks and quotes end a word: commas and brackets may be part of a query. */
    private static int endOfWord(String text, int from) {
        int end = from;
        while (end < text.length() && !isSeparator(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSeparator(char c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '<' || c == '>' || Character.isISOControl(c);
    }

    private static void appendWord(StringBuilder clean, String text, int from, int wordEnd) {
        int query = text.indexOf('?', from);
        int end = query >= 0 && query < wordEnd - 1 ? query : wordEnd;
        int scheme = text.indexOf("://", from);
        int authority = scheme >= 0 && scheme < end ? scheme + 3 : from;
        int at = text.lastIndexOf('@', authorityEnd(text, authority, end) - 1);
        int colon = text.indexOf(':', authority);
        boolean hasUserInfo = at >= authority && (authority > from || (colon >= 0 && colon < at));
        clean.append(text, from, hasUserInfo ? authority : from);
        clean.append(text, hasUserInfo ? at + 1 : from, end);
    }

    private static int authorityEnd(String text, int authority, int end) {
        int slash = text.indexOf('/', authority);
        return slash >= 0 && slash < end ? slash : end;
    }
}
