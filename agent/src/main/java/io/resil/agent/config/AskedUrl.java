package io.resil.agent.config;

import java.util.Locale;

/** A URL that somebody asks about, taken apart as the clients hand it over. Immutable. */
final class AskedUrl {

    final boolean https;

    /** IPv6 in its brackets. */
    final String host;

    /** Negative when none was given. */
    final int port;

    /** Without query and fragment; {@code /} for none. */
    final String path;

    private AskedUrl(boolean https, String host, int port, String path) {
        this.https = https;
        this.host = host;
        this.port = port;
        this.path = path;
    }

    /** @throws IllegalArgumentException its message says what a URL looks like, and does not repeat this one */
    static AskedUrl parse(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        boolean https = lower.startsWith("https://");
        require(https || lower.startsWith("http://"));
        int start = https ? 8 : 7;
        int end = authorityEnd(url, start);
        int userInfoEnd = url.lastIndexOf('@', end - 1);
        String authority = url.substring(Math.max(start, userInfoEnd + 1), end);
        int colon = authority.lastIndexOf(':') > authority.lastIndexOf(']') ? authority.lastIndexOf(':') : -1;
        String host = colon < 0 ? authority : authority.substring(0, colon);
        require(!host.isEmpty() && url.indexOf(' ') < 0);
        return new AskedUrl(https, host, colon < 0 ? -1 : port(authority.substring(colon + 1)), path(url, end));
    }

    private static int authorityEnd(String url, int start) {
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int port(String digits) {
        if (digits.isEmpty()) {
            return -1;
        }
        require(digits.length() <= 5);
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            require(digits.charAt(i) >= '0' && digits.charAt(i) <= '9');
            port = port * 10 + (digits.charAt(i) - '0');
        }
        require(port >= 1 && port <= 65535);
        return port;
    }

    private static String path(String url, int start) {
        int end = start;
        while (end < url.length() && url.charAt(end) != '?' && url.charAt(end) != '#') {
            end++;
        }
        return end == start ? "/" : url.substring(start, end);
    }

    private static void require(boolean kept) {
        if (!kept) {
            throw new IllegalArgumentException("the URL must be http://host[:port]/path or https://host[:port]/path");
        }
    }

    String scheme() {
        return https ? "https" : "http";
    }

    /** Without user info and query, which may be secret. */
    @Override
    public String toString() {
        return scheme() + "://" + host + (port < 0 ? "" : ":" + port) + path;
    }
}
