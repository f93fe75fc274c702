package io.resil.agent.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plain part of YAML that configurations are nearly always written in: maps and lists in blocks, or within one
 * line in braces and brackets, with values on the line of their key, bare or in quotes without escapes.
 *
 * <p>Whatever else there is, and every mistake, makes it give up, and {@link YamlReader} reads the whole text again and
 * reports. It exists because loading the YAML library takes more processor time than all else that the agent does at
 * start. What it does read, it reads as the library would, lines included; a test compares the two.
 */
final class PlainYamlReader {

    private static final int DEEPEST = 20;

    private final String file;
    private final Placeholders placeholders;
    private final String text;

    private int position;
    private int line = 1;
    /** Of the line at hand, which has content; -1 after the last one. */
    private int indent;

    PlainYamlReader(String file, Placeholders placeholders, String text) {
        this.file = file;
        this.placeholders = placeholders;
        this.text = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    }

    /** Null when it gives up. Neither empty nor with a mistake in its form otherwise. */
    @Nullable
    Mapping read() {
        if (!isOfPlainCharacters()) {
            return null;
        }
        toContent();
        Mapping root = indent == 0 ? block(new Place(file, 0, ""), 0, 0) : null;
        return indent == -1 ? root : null;
    }

    private boolean isOfPlainCharacters() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isPlainAscii = (c >= ' ' && c < 0x7f) || c == '\n';
            if (!isPlainAscii && (c < 0xa0 || c >= 0xd800 || c == 0x2028 || c == 0x2029)) {
                return false;
            }
        }
        return true;
    }

    // ---- blocks; each method leaves off at the first line that is not its own

    private @Nullable Mapping block(Place place, int column, int depth) {
        Mapping mapping = new Mapping(place);
        while (indent == column) {
            String key = depth > DEEPEST ? null : key();
            if (key == null || mapping.get(key) != null) {
                return null;
            }
            Value value = valueOfKey(place.child(key, line), column, depth);
            if (value == null) {
                return null;
            }
            mapping.put(key, value);
        }
        return indent > column ? null : mapping;
    }

    private @Nullable Value valueOfKey(Place place, int column, int depth) {
        if (!isAtLineEnd()) {
            return wholeLine(place, column, depth);
        }
        toNextContent();
        if (indent >= column && isAtItem()) {
            return list(place, indent, depth);
        }
        return indent > column ? block(place, indent, depth + 1) : new Mapping(place);
    }

    private @Nullable Sequence list(Place place, int column, int depth) {
        List<Value> items = new ArrayList<>();
        while (indent == column && isAtItem()) {
            position += 2;
            Value item = isAtLineEnd() ? null : wholeLine(place.item(items.size(), line), column, depth);
            if (item == null) {
                return null;
            }
            items.add(item);
        }
        return indent > column ? null : new Sequence(place, items);
    }

    private boolean isAtItem() {
        return text.startsWith("- ", position);
    }

    /** A value that ends with its line; one that goes on in a deeper line is not plain. */
    private @Nullable Value wholeLine(Place place, int column, int depth) {
        Value value = value(place, false, depth);
        if (value == null || !isAtLineEnd()) {
            return null;
        }
        toNextContent();
        return indent > column ? null : value;
    }

    /** Only spaces or a comment follow. Skips the spaces. */
    private boolean isAtLineEnd() {
        int start = position;
        skipSpaces();
        char c = current();
        return c == '\n' || (c == '#' && (position > start || text.charAt(position - 1) == ' '));
    }

    private void toNextContent() {
        toNextLine();
        toContent();
    }

    private void toNextLine() {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end + 1;
        line++;
    }

    /** From the start of a line to the first one, this or a later one, that holds more than spaces and a comment. */
    private void toContent() {
        int start = position;
        skipSpaces();
        while (position < text.length() && (current() == '\n' || current() == '#')) {
            toNextLine();
            start = position;
            skipSpaces();
        }
        indent = position == text.length() ? -1 : position - start;
    }

    // ---- within a line

    private @Nullable Value value(Place place, boolean inFlow, int depth) {
        switch (current()) {
            case '{':
                return depth > DEEPEST ? null : braces(place, depth);
            case '[':
                return depth > DEEPEST ? null : brackets(place, depth);
            case '"':
            case '\'':
                return quoted(place);
            default:
                return bare(place, inFlow);
        }
    }

    private @Nullable Mapping braces(Place place, int depth) {
        Mapping mapping = new Mapping(place);
        if (isClosedAtOnce('}')) {
            return mapping;
        }
        do {
            skipSpaces();
            String key = key();
            if (key == null || mapping.get(key) != null) {
                return null;
            }
            skipSpaces();
            Value value = value(place.child(key, line), true, depth + 1);
            if (value == null) {
                return null;
            }
            mapping.put(key, value);
            skipSpaces();
        } while (take(','));
        return take('}') ? mapping : null;
    }

    private @Nullable Sequence brackets(Place place, int depth) {
        List<Value> items = new ArrayList<>();
        if (isClosedAtOnce(']')) {
            return new Sequence(place, items);
        }
        do {
            skipSpaces();
            Value item = value(place.item(items.size(), line), true, depth + 1);
            if (item == null) {
                return null;
            }
            items.add(item);
            skipSpaces();
        } while (take(','));
        return take(']') ? new Sequence(place, items) : null;
    }

    private boolean isClosedAtOnce(char close) {
        position++;
        skipSpaces();
        return take(close);
    }

    private @Nullable Value quoted(Place place) {
        char quote = current();
        int end = text.indexOf(quote, position + 1);
        if (end < 0) {
            return null;
        }
        String inside = text.substring(position + 1, end);
        position = end + 1;
        boolean hasEscape = quote == '"' ? inside.indexOf('\\') >= 0 : current() == quote;
        return hasEscape || inside.indexOf('\n') >= 0 ? null : scalar(place, inside);
    }

    private @Nullable Value bare(Place place, boolean inFlow) {
        int start = position;
        if (!isLetterOrDigit(current()) && "$/._~+".indexOf(current()) < 0) {
            return null;
        }
        for (char c = current(); c != '\n'; c = current()) {
            if (c == '#' && text.charAt(position - 1) == ' ') {
                break;
            }
            if (inFlow && (c == ',' || c == ']' || c == '}')) {
                break;
            }
            if ((inFlow && (c == '[' || c == '{')) || (c == ':' && isEndOfKey(position + 1))) {
                return null;
            }
            position++;
        }
        String written = text.substring(start, position).trim();
        return isNull(written) ? new Mapping(place) : scalar(place, written);
    }

    /** After a colon: what follows would make a key of what is before it. */
    private boolean isEndOfKey(int index) {
        return index >= text.length() || " \n,[]{}".indexOf(text.charAt(index)) >= 0;
    }

    /** The forms of the core schema (YAML 1.2.2, 10.3.2). */
    static boolean isNull(String plain) {
        return plain.isEmpty()
                || plain.equals("~")
                || plain.equals("null")
                || plain.equals("Null")
                || plain.equals("NULL");
    }

    private @Nullable Scalar scalar(Place place, String written) {
        try {
            return new Scalar(place, written, placeholders.fill(written));
        } catch (IllegalArgumentException e) {
            // met again, and reported, when the text is read in full
            return null;
        }
    }

    /** Takes a bare key and its colon. */
    private @Nullable String key() {
        int start = position;
        while (isLetterOrDigit(current()) || (position > start && "-_.".indexOf(current()) >= 0)) {
            position++;
        }
        String key = text.substring(start, position);
        boolean isKey = !key.isEmpty() && take(':') && (current() == ' ' || current() == '\n');
        return isKey ? key : null;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private boolean take(char c) {
        boolean isThere = current() == c;
        if (isThere) {
            position++;
        }
        return isThere;
    }

    /** The end of the text is taken as one of a line. */
    private char current() {
        return position < text.length() ? text.charAt(position) : '\n';
    }

    private void skipSpaces() {
        while (current() == ' ') {
            position++;
        }
    }
}
