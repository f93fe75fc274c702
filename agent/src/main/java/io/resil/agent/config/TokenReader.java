package io.resil.agent.config;

import io.resil.agent.token.TokenSettings;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code token} of a service. No message of it holds a value. */
final class TokenReader {

    private TokenReader() {}

    /** @return null when there is to be none, or when it is broken, which was reported */
    static @Nullable TokenSettings read(Section service) {
        Section token = service.has("token") ? service.section("token") : null;
        if (token == null) {
            return null;
        }
        if (!token.has("header")) {
            token.error("header", "must have a header, such as X-INTERNAL-TOKEN");
        }
        if (token.has("value") == token.has("file")) {
            service.error(
                    "token",
                    token.has("value") ? "must have a value or a file, not both" : "must have a value or a file");
            return null;
        }
        return settings(token);
    }

    /** Reports what is broken in defaults, which need not be whole. */
    static void check(Section defaults) {
        Section token = defaults.has("token") ? defaults.section("token") : null;
        if (token != null) {
            settings(token);
        }
    }

    private static @Nullable TokenSettings settings(Section token) {
        String header = header(token);
        String value = value(token);
        String file = file(token);
        if (header == null) {
            return null;
        }
        if (value != null) {
            return TokenSettings.ofValue(header, value);
        }
        return file == null ? null : TokenSettings.ofFile(header, file);
    }

    private static @Nullable String header(Section token) {
        String header = token.text("header");
        if (header != null && !HttpSyntax.isToken(header)) {
            token.error("header", "must be the name of a header, such as X-INTERNAL-TOKEN");
        } else if (header != null && HttpSyntax.isOfClient(header)) {
            token.error("header", "must not be a header that the client itself sets");
        }
        return header;
    }

    private static @Nullable String value(Section token) {
        String value = token.text("value");
        if (value != null) {
            try {
                HttpSyntax.requireHeaderValue(value);
            } catch (IllegalArgumentException e) {
                token.error("value", String.valueOf(e.getMessage()));
            }
        }
        return value;
    }

    private static @Nullable String file(Section token) {
        String file = token.text("file");
        if (file != null) {
            try {
                HttpSyntax.requireHeaderValue(withoutLineEnd(SmallFile.read(file)));
            } catch (IllegalArgumentException e) {
                token.error("file", "the token in the file " + e.getMessage());
            } catch (SmallFile.UnreadableException e) {
                missing(token, file, String.valueOf(e.getMessage()));
            }
        }
        return file;
    }

    /** While the agent runs, the token that it has is better than none. */
    private static void missing(Section token, String file, String problem) {
        token.files().missing(file);
        if (token.files().isKnownToken(file)) {
            token.warning("file", problem + "; the token stays as it was");
        } else {
            token.error("file", problem);
        }
    }

    /** Editors and shells end a file by a line break; it is no part of the token. */
    private static String withoutLineEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
