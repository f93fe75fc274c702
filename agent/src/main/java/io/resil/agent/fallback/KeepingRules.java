package io.resil.agent.fallback;

import io.resil.agent.call.HeaderField;
import io.resil.agent.call.HttpCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What may be kept and for whom, as RFC 9111 has it for a shared cache, and stricter: nothing of a user for another.
 * Immutable.
 */
final class KeepingRules {

    private static final int OK = 200;

    /** Longer URLs and headers are not worth their memory. */
    private static final int LONGEST_KEY = 8192;

    private static final String[] CREDENTIALS = {"authorization", "cookie"};

    /** They belong to one message or connection (RFC 9111 3.1), or are made anew. */
    private static final Set<String> NOT_KEPT = new HashSet<>(Arrays.asList(
            "age",
            "connection",
            "content-length",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "x-resil-fallback"));

    private final Set<String> varyOn;

    /** @param varyOn in lower case */
    KeepingRules(Set<String> varyOn) {
        this.varyOn = new TreeSet<>(varyOn);
    }

    /**
     * What must be equal for two calls to get the same answer: URL, host and the headers that make answers differ. To be
     * shown nowhere, as it may hold credentials.
     *
     * @return null for a call that neither leaves nor gets a last good answer
     */
    @Nullable
    String keyOf(HttpCall call) {
        String url = call.method().equals("GET") ? call.url() : null;
        if (url == null || call.requestHeader("Range") != null || hasUnnamedCredentials(call)) {
            return null;
        }
        StringBuilder key = new StringBuilder(url);
        append(key, "host", call);
        for (String name : varyOn) {
            append(key, name, call);
        }
        return key.length() > LONGEST_KEY ? null : key.toString();
    }

    private boolean hasUnnamedCredentials(HttpCall call) {
        for (String name : CREDENTIALS) {
            if (!varyOn.contains(name) && call.requestHeader(name) != null) {
                return true;
            }
        }
        return false;
    }

    /** A line break is in no value, so no two lists of headers look alike. */
    private static void append(StringBuilder key, String name, HttpCall call) {
        String value = call.requestHeader(name);
        key.append('\n').append(name);
        if (value != null) {
            key.append(':').append(value);
        }
    }

    /** Before the fields of the answer are looked at. */
    boolean mayKeep(HttpCall call, int status) {
        return status == OK
                && call.attempt().isRequestWritten()
                && !call.attempt().hasAddedCredentials()
                && !CacheControl.has(call.requestHeader("Cache-Control"), "no-store");
    }

    /** RFC 9111 3, 3.5, 4.1, 5.2.2.5 and 5.2.2.7. */
    boolean mayKeep(List<HeaderField> fields) {
        for (HeaderField field : fields) {
            switch (field.name.toLowerCase(Locale.ROOT)) {
                case "set-cookie":
                case "set-cookie2":
                    return false;
                case "cache-control":
                    if (CacheControl.has(field.value, "no-store") || CacheControl.has(field.value, "private")) {
                        return false;
                    }
                    break;
                case "vary":
                    if (!varyOn.containsAll(Arrays.asList(CacheControl.members(field.value)))) {
                        return false;
                    }
                    break;
                default:
                    break;
            }
        }
        return true;
    }

    /** Without what belongs to the one message, and to the connection that it came on. */
    static List<HeaderField> kept(List<HeaderField> fields) {
        Set<String> dropped = new HashSet<>(NOT_KEPT);
        for (HeaderField field : fields) {
            if (field.name.equalsIgnoreCase("Connection")) {
                dropped.addAll(Arrays.asList(CacheControl.members(field.value)));
            }
        }
        List<HeaderField> kept = new ArrayList<>();
        for (HeaderField field : fields) {
            if (!field.name.startsWith(":") && !dropped.contains(field.name.toLowerCase(Locale.ROOT))) {
                kept.add(field);
            }
        }
        return kept;
    }
}
