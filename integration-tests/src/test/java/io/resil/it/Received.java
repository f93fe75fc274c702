package io.resil.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in over the wire.
 *
 * @param connection counted from 1 in the order of acceptance
 * @param target as on the request line
 * @param headers by name in lower case
 * @param text the body
 * @param raw all of it, byte by byte, each as the character of that number
 * @param nanos {@link System#nanoTime()} when it had been read
 */
record Received(
        int connection,
        String method,
        String target,
        Map<String, List<String>> headers,
        String text,
        String raw,
        long nanos) {

    Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    static void add(Map<String, List<String>> headers, String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), each -> new ArrayList<>())
                .add(value);
    }

    @Override
    public String toString() {
        return method + " " + target + " on connection " + connection + " " + headers;
    }
}
