package io.resil.agent.config;

import org.jspecify.annotations.Nullable;

/** Where the settings of one service came from. Keeps nothing but what the reader of the file made. Immutable. */
final class Provenance {

    static final String BUILT_IN = "built-in";

    private final Mapping root;
    private final Mapping merged;

    /** @param root the file and its overrides */
    Provenance(Mapping root, String id) {
        this.root = root;
        this.merged =
                root.mapping("defaults").mergedWith(root.mapping("services").mapping(id));
    }

    /** @param key of a service, with dots between the levels */
    @Nullable
    Value value(String key) {
        Mapping parent = merged;
        int start = 0;
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', start)) {
            Value child = parent.get(key.substring(start, dot));
            if (!(child instanceof Mapping)) {
                return null;
            }
            parent = (Mapping) child;
            start = dot + 1;
        }
        return parent.get(key.substring(start));
    }

    boolean isSet(String key) {
        return value(key) != null;
    }

    /** As it was written; empty for what is not set, or no single value. */
    String text(String key) {
        Value value = value(key);
        String text = value instanceof Scalar ? ((Scalar) value).text : null;
        return text == null ? "" : text;
    }

    String of(String key) {
        Value value = value(key);
        return value == null ? BUILT_IN : of(value.place);
    }

    String ofTop(String key) {
        Value value = root.get(key);
        return value == null ? BUILT_IN : of(value.place);
    }

    /** Of the n-th URL, from 0. */
    String ofUrl(int n) {
        Value urls = value("urls");
        return urls instanceof Sequence ? of(((Sequence) urls).items.get(n).place) : of(urls == null ? "url" : "urls");
    }

    /** The file and line, behind {@code defaults} when it stands there; or what overrides it, by its name. */
    private static String of(Place place) {
        if (place.line == 0) {
            return place.origin;
        }
        return (place.path.startsWith("defaults.") ? "defaults, " : "") + place.origin + ":" + place.line;
    }
}
