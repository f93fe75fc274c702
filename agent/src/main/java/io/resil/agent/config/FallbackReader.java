package io.resil.agent.config;

import io.resil.agent.call.HeaderField;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.fallback.FallbackSettings;
import io.resil.agent.fallback.LastGoodSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code fallback} of a service. */
final class FallbackReader {

    private static final long MINUTE = 60_000_000_000L;

    private static final int OK = 200;

    private static final byte[] NOTHING = new byte[0];

    private FallbackReader() {}

    /** @return null when there is to be none, or when it is broken, which was reported */
    static @Nullable FallbackSettings read(Section service) {
        Section fallback = service.has("fallback") ? service.section("fallback") : null;
        if (fallback == null) {
            return null;
        }
        LocalAnswer answer = isStatic(fallback) ? answer(fallback) : null;
        LastGoodSettings lastGood = lastGood(fallback, true);
        if (!isStatic(fallback) && !fallback.has("last-good")) {
            service.error("fallback", "must have a status, headers, a body, a body-file or last-good");
        }
        return answer == null && lastGood == null ? null : new FallbackSettings(answer, lastGood);
    }

    /** Reports what is broken in defaults, which need not be whole. */
    static void check(Section defaults) {
        Section fallback = defaults.has("fallback") ? defaults.section("fallback") : null;
        if (fallback != null) {
            answer(fallback);
            lastGood(fallback, false);
        }
    }

    private static boolean isStatic(Section fallback) {
        return fallback.has("status") || fallback.has("headers") || fallback.has("body") || fallback.has("body-file");
    }

    // ---- the configured answer

    private static LocalAnswer answer(Section fallback) {
        int status = status(fallback);
        byte[] body = body(fallback);
        if (body.length > 0 && !LocalAnswer.isBodyAllowed(status)) {
            fallback.error("status", "must be a status whose responses have a body, as one is set");
            status = OK;
        }
        return new LocalAnswer(status, headers(fallback), body);
    }

    private static int status(Section fallback) {
        int status = fallback.integer("status", OK, OK);
        if (status > 599) {
            fallback.error("status", "must be a status from 200 to 599");
            return OK;
        }
        return status;
    }

    private static byte[] body(Section fallback) {
        if (fallback.has("body") && fallback.has("body-file")) {
            fallback.error("body-file", "must not stand beside body");
        }
        String file = fallback.text("body-file");
        String body = fallback.text("body");
        if (body != null) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return file == null ? NOTHING : fallback.files().read(file);
        } catch (SmallFile.UnreadableException e) {
            fallback.error("body-file", String.valueOf(e.getMessage()));
            return NOTHING;
        }
    }

    private static List<HeaderField> headers(Section fallback) {
        List<HeaderField> headers = new ArrayList<>();
        for (Map.Entry<String, Scalar> entry : fallback.entries("headers").entrySet()) {
            String problem = problem(entry.getKey(), String.valueOf(entry.getValue().text));
            if (problem == null) {
                headers.add(new HeaderField(entry.getKey(), String.valueOf(entry.getValue().text)));
            } else {
                fallback.error(entry.getValue(), problem);
            }
        }
        return headers;
    }

    private static @Nullable String problem(String name, String value) {
        if (!HttpSyntax.isToken(name)) {
            return "must have the name of a header, such as Content-Type";
        }
        if (HttpSyntax.isOfClient(name) || name.equalsIgnoreCase("X-Resil-Fallback")) {
            return "must not be a header that is set for every response";
        }
        try {
            HttpSyntax.requireHeaderValue(value);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    // ---- the last good one

    /** @param whole whether what is required must be there */
    private static @Nullable LastGoodSettings lastGood(Section fallback, boolean whole) {
        Section lastGood = fallback.has("last-good") ? fallback.section("last-good") : null;
        if (lastGood == null) {
            return null;
        }
        if (whole && !lastGood.has("vary-on")) {
            lastGood.error(
                    "vary-on",
                    "must name the request headers that make answers differ; an empty list says that answers are public");
        }
        return new LastGoodSettings(
                lastGood.duration("max-age", 10 * MINUTE, 1),
                lastGood.integer("max-entries", 1000, 1),
                lastGood.size("max-body", 256 << 10),
                varyOn(lastGood));
    }

    private static Set<String> varyOn(Section lastGood) {
        Set<String> names = new LinkedHashSet<>();
        for (Scalar item : lastGood.list("vary-on")) {
            String name = String.valueOf(item.text);
            if (HttpSyntax.isToken(name)) {
                names.add(name.toLowerCase(Locale.ROOT));
            } else {
                lastGood.error(item, "must be the name of a header, such as Accept-Language");
            }
        }
        return names;
    }
}
