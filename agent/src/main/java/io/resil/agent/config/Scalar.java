package io.resil.agent.config;

import org.jspecify.annotations.Nullable;

/** A single value. */
final class Scalar extends Value {

    private static final int LONGEST_SHOWN = 80;

    /** With its placeholders filled in; null when that failed, which was reported. */
    final @Nullable String text;

    private final String written;

    /** @param written with its placeholders as they stand */
    Scalar(Place place, String written, @Nullable String text) {
        super(place);
        this.written = written;
        this.text = text;
    }

    Scalar(Place place, String text) {
        this(place, text, text);
    }

    boolean isNone() {
        return "none".equals(text);
    }

    @Override
    String shown() {
        if (place.isSecret()) {
            return "***";
        }
        String filledIn = text;
        // what a placeholder beside a token stands for may be the token itself, put into the wrong place
        if (filledIn == null || filledIn.equals(written) || place.isOfToken()) {
            return plain(written);
        }
        return plain(written) + " (" + plain(filledIn) + ")";
    }

    private String plain(String value) {
        StringBuilder plain = new StringBuilder();
        String shown = place.isUrl() ? withoutSecrets(value) : value;
        for (int i = 0; i < shown.length() && i < LONGEST_SHOWN; i++) {
            char c = shown.charAt(i);
            plain.append(c < ' ' || c == 0x7f ? '?' : c);
        }
        return plain.append(shown.length() > LONGEST_SHOWN ? "..." : "").toString();
    }

    private static String withoutSecrets(String url) {
        int query = url.indexOf('?');
        String shown = query < 0 ? url : url.substring(0, query) + "?***";
        int userInfo = shown.indexOf("://") < 0 ? 0 : shown.indexOf("://") + 3;
        int at = shown.lastIndexOf('@');
        return at < userInfo ? shown : shown.substring(0, userInfo) + "***" + shown.substring(at);
    }
}
