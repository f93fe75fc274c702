package io.resil.agent.stats;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes JSON (RFC 8259) piece by piece; commas come by themselves. For one thread. */
public final class JsonWriter {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder json = new StringBuilder(1024);
    private boolean needsComma;

    public JsonWriter beginObject() {
        return open('{');
    }

    public JsonWriter endObject() {
        return close('}');
    }

    public JsonWriter beginArray() {
        return open('[');
    }

    public JsonWriter endArray() {
        return close(']');
    }

    public JsonWriter key(String name) {
        separate();
        quote(name);
        json.append(':');
        needsComma = false;
        return this;
    }

    public JsonWriter value(@Nullable String text) {
        separate();
        if (text == null) {
            json.append("null");
        } else {
            quote(text);
        }
        return this;
    }

    public JsonWriter value(long number) {
        separate();
        json.append(number);
        return this;
    }

    /** JSON has no NaN and no infinity (RFC 8259, section 6): they become null. */
    public JsonWriter value(double number) {
        separate();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            json.append("null");
        } else {
            json.append(number);
        }
        return this;
    }

    public JsonWriter values(List<String> texts) {
        beginArray();
        for (String text : texts) {
            value(text);
        }
        return endArray();
    }

    private JsonWriter open(char bracket) {
        separate();
        json.append(bracket);
        needsComma = false;
        return this;
    }

    private JsonWriter close(char bracket) {
        json.append(bracket);
        needsComma = true;
        return this;
    }

    private void separate() {
        if (needsComma) {
            json.append(',');
        }
        needsComma = true;
    }

    private void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || isLoneSurrogate(text, i)) {
                escape(c);
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Which no UTF-8 can carry; escaped it is still JSON. */
    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    private void escape(char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(HEX[c >> shift & 0xf]);
        }
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
