package io.resil.agent.config;

/** Where a value was written or set, and its key path. Immutable. */
final class Place {

    /** The file, or the property or variable that overrides it, as messages name it. */
    final String origin;

    /** In the file, counted from 1; 0 for an override and for the file as a whole. */
    final int line;

    /** Such as {@code services.billing.retry.max-retries}; empty for the file as a whole. */
    final String path;

    Place(String origin, int line, String path) {
        this.origin = origin;
        this.line = line;
        this.path = path;
    }

    Place child(String key, int childLine) {
        return new Place(origin, childLine, path.isEmpty() ? key : path + "." + key);
    }

    Place item(int index, int itemLine) {
        return new Place(origin, itemLine, path + "[" + index + "]");
    }

    /** Whether a value there may be a secret or be mistaken for its neighbour that is one: shown in no message. */
    boolean isSecret() {
        return isOfToken() && !keyOfService().equals("token.file");
    }

    boolean isOfToken() {
        String key = keyOfService();
        return key.equals("token") || key.startsWith("token.");
    }

    /** Whether a value there may hold user info or a query, which are shown in no message. */
    boolean isUrl() {
        String key = keyOfService();
        return key.equals("url") || key.startsWith("urls");
    }

    /** What follows {@code defaults.} or {@code services.<id>.}. */
    private String keyOfService() {
        int start = 0;
        if (path.startsWith("defaults.")) {
            start = "defaults.".length();
        } else if (path.startsWith("services.")) {
            start = path.indexOf('.', "services.".length()) + 1;
        }
        return path.substring(start);
    }
}
