package io.resil.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values set from outside of the file: {@code -Dresil.services.chroma.timeout=20s}, or
 * {@code RESIL_SERVICES_CHROMA_TIMEOUT=20s}, dots and dashes as underscores. A list is set with commas. An environment
 * variable that is empty is taken as not set. What names no key, or a service that is not in the file, is a warning.
 */
final class Overrides {

    private static final String PROPERTY_PREFIX = "resil.";
    private static final String VARIABLE_PREFIX = "RESIL_";

    private final Variables variables;
    private final Set<String> ids;
    private final Problems problems;

    /** @param ids of the services in the file */
    Overrides(Variables variables, Set<String> ids, Problems problems) {
        this.variables = variables;
        this.ids = ids;
        this.problems = problems;
    }

    /** The file with the values that environment variables, and over them system properties, set. */
    Mapping appliedTo(Mapping file) {
        return file.mergedWith(environment()).mergedWith(properties());
    }

    private Mapping environment() {
        Mapping root = new Mapping(new Place("environment", 0, ""));
        for (Map.Entry<String, String> variable :
                variables.environment(VARIABLE_PREFIX).entrySet()) {
            String name = variable.getKey();
            if (!isOfStart(name) && !variable.getValue().isEmpty()) {
                String path = pathOfVariable(name.substring(VARIABLE_PREFIX.length()));
                set(root, "environment variable " + name, path, variable.getValue());
                if (path == null) {
                    warnUnknown("environment variable " + name, nearestVariable(name));
                }
            }
        }
        return root;
    }

    private Mapping properties() {
        Mapping root = new Mapping(new Place("system properties", 0, ""));
        for (Map.Entry<String, String> property :
                variables.properties(PROPERTY_PREFIX).entrySet()) {
            String name = property.getKey();
            if (!isOfStart(name)) {
                String path = name.substring(PROPERTY_PREFIX.length());
                boolean isKnown = isKnown(path);
                set(root, "system property " + name, isKnown ? path : null, property.getValue());
                if (!isKnown) {
                    warnUnknown("system property " + name, nearestProperty(name));
                }
            }
        }
        return root;
    }

    /** Read when the agent starts, and no part of the configuration. */
    private static boolean isOfStart(String name) {
        switch (name) {
            case "resil.config":
            case "resil.enabled":
            case "resil.strict":
            case "RESIL_CONFIG":
            case "RESIL_ENABLED":
            case "RESIL_STRICT":
                return true;
            default:
                return false;
        }
    }

    private boolean isKnown(String path) {
        if (path.startsWith("defaults.")) {
            return Keys.OF_DEFAULTS.contains(path.substring("defaults.".length()));
        }
        if (path.startsWith("services.")) {
            String rest = path.substring("services.".length());
            int dot = rest.indexOf('.');
            return dot > 0 && ids.contains(rest.substring(0, dot)) && Keys.OF_SERVICE.contains(rest.substring(dot + 1));
        }
        return isSettableAtTop(path);
    }

    private static boolean isSettableAtTop(@Nullable String path) {
        return path != null && Keys.OF_FILE.contains(path) && !path.equals("defaults") && !path.equals("services");
    }

    private @Nullable String pathOfVariable(String name) {
        if (name.startsWith("DEFAULTS_")) {
            String key = Keys.OF_DEFAULTS.ofVariable(name.substring("DEFAULTS_".length()));
            return key == null ? null : "defaults." + key;
        }
        for (String id : ids) {
            String prefix = "SERVICES_" + Keys.inVariable(id) + "_";
            String key = name.startsWith(prefix) ? Keys.OF_SERVICE.ofVariable(name.substring(prefix.length())) : null;
            if (key != null) {
                return "services." + id + "." + key;
            }
        }
        String key = Keys.OF_FILE.ofVariable(name);
        return isSettableAtTop(key) ? key : null;
    }

    private void set(Mapping root, String origin, @Nullable String path, String value) {
        if (path == null) {
            return;
        }
        Mapping parent = root;
        int start = 0;
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
            String key = path.substring(start, dot);
            Value child = parent.get(key);
            if (child instanceof Scalar) {
                // names are sorted, so "retry" was met before "retry.max-retries"
                problems.error(new Place(origin, 0, path), "must not be set beside " + child.place.origin);
                return;
            }
            if (child == null) {
                child = new Mapping(new Place(origin, 0, path.substring(0, dot)));
                parent.put(key, child);
            }
            parent = (Mapping) child;
            start = dot + 1;
        }
        parent.put(path.substring(start), new Scalar(new Place(origin, 0, path), value));
    }

    private void warnUnknown(String origin, @Nullable String nearest) {
        problems.warning(
                new Place(origin, 0, ""),
                "sets nothing known" + (nearest == null ? "" : "; did you mean " + nearest + "?"));
    }

    private @Nullable String nearestProperty(String name) {
        List<String> known = new ArrayList<>();
        for (String path : knownPaths()) {
            known.add(PROPERTY_PREFIX + path);
        }
        return Spelling.nearest(name, known);
    }

    private @Nullable String nearestVariable(String name) {
        List<String> known = new ArrayList<>();
        for (String path : knownPaths()) {
            known.add(VARIABLE_PREFIX + Keys.inVariable(path));
        }
        return Spelling.nearest(name, known);
    }

    private List<String> knownPaths() {
        List<String> paths = new ArrayList<>();
        for (String key : Keys.OF_FILE.all) {
            if (isSettableAtTop(key)) {
                paths.add(key);
            }
        }
        for (String key : Keys.OF_DEFAULTS.all) {
            paths.add("defaults." + key);
        }
        for (String id : ids) {
            for (String key : Keys.OF_SERVICE.all) {
                paths.add("services." + id + "." + key);
            }
        }
        return paths;
    }
}
