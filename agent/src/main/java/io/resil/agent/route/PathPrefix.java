package io.resil.agent.route;

/**
 * The prefix of a path, whole segments of it, and the paths that are under none.
 *
 * <p>Paths are compared as they are sent; nothing is decoded or resolved. Servers do that, each in its way, so a path
 * that might climb out of a prefix is under none: one with a segment {@code ..}, the dots plain or as {@code %2e}, with
 * or without {@code ;parameters}, set off by {@code /}, {@code \} or their encodings (RFC 3986 5.2.4 and 6.2.2). It still
 * belongs to a pattern that covers the whole host. A path that differs from the prefix only in its encoding is not under
 * it. Both err on the side of a token that is not sent.
 */
final class PathPrefix {

    private PathPrefix() {}

    /** @return without a slash at its end; empty for all paths */
    static String parse(String written) {
        int end = written.length();
        while (end > 0 && written.charAt(end - 1) == '/') {
            end--;
        }
        String prefix = written.substring(0, end);
        UrlPattern.require(prefix.indexOf("//") < 0, "must have no empty segment in its path prefix");
        UrlPattern.require(
                prefix.indexOf(';') < 0 && prefix.indexOf('*') < 0,
                "must have a path prefix of plain segments, without ; or *");
        UrlPattern.require(!hasDotSegment(prefix), "must have no . or .. segment in its path prefix");
        UrlPattern.require(!mightClimb(prefix), "must have no . or .. segment in its path prefix");
        for (int i = 0; i < prefix.length(); i++) {
            UrlPattern.require(
                    prefix.charAt(i) == '/' || separatorLength(prefix, i, prefix.length()) == 0,
                    "must have no backslash and no encoded slash in its path prefix");
        }
        return prefix;
    }

    private static boolean hasDotSegment(String prefix) {
        return prefix.endsWith("/.") || prefix.contains("/./");
    }

    /** Whether some server might resolve it to a path that is not under its own first segments. */
    static boolean mightClimb(String path) {
        int end = end(path);
        boolean atSegmentStart = true;
        for (int i = 0; i < end; ) {
            if (atSegmentStart && isDoubleDot(path, i, end)) {
                return true;
            }
            int separator = separatorLength(path, i, end);
            atSegmentStart = separator > 0;
            i += Math.max(separator, 1);
        }
        return false;
    }

    /** Where a query or fragment begins, or the text ends. */
    static int end(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '?' || c == '#') {
                return i;
            }
        }
        return path.length();
    }

    private static boolean isDoubleDot(String path, int start, int end) {
        int first = dotLength(path, start, end);
        int second = first == 0 ? 0 : dotLength(path, start + first, end);
        int after = start + first + second;
        return second > 0
                && (after == end
                        || path.charAt(after) == ';'
                        || isEncoded(path, after, end, '3', 'b')
                        || separatorLength(path, after, end) > 0);
    }

    /** How many characters a dot takes there; 0 for no dot. */
    private static int dotLength(String path, int index, int end) {
        if (index < end && path.charAt(index) == '.') {
            return 1;
        }
        return isEncoded(path, index, end, '2', 'e') ? 3 : 0;
    }

    /** How many characters a separator of segments takes there, as the most lenient server sees it; 0 for none. */
    private static int separatorLength(String path, int index, int end) {
        char c = path.charAt(index);
        if (c == '/' || c == '\\') {
            return 1;
        }
        return isEncoded(path, index, end, '2', 'f') || isEncoded(path, index, end, '5', 'c') ? 3 : 0;
    }

    private static boolean isEncoded(String path, int index, int end, char high, char low) {
        return index + 2 < end
                && path.charAt(index) == '%'
                && path.charAt(index + 1) == high
                && (path.charAt(index + 2) | 0x20) == low;
    }
}
