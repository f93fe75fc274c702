package io.resil.agent.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** System properties and environment variables at one moment. Immutable. */
public final class Variables {

    private final Map<String, String> properties;
    private final Map<String, String> environment;

    /** The maps are copied. */
    public Variables(Map<String, String> properties, Map<String, String> environment) {
        this.properties = new HashMap<>(properties);
        this.environment = new HashMap<>(environment);
    }

    /** Those of this JVM, now. */
    public static Variables ofThisProcess() {
        Map<String, String> properties = new HashMap<>();
        Properties system = System.getProperties();
        for (String name : system.stringPropertyNames()) {
            String value = system.getProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        return new Variables(properties, System.getenv());
    }

    /** The system property of that name, else the environment variable; null when neither is set. */
    public @Nullable String get(String name) {
        String property = properties.get(name);
        return property != null ? property : environment.get(name);
    }

    /** Those whose names begin so, sorted by name. */
    Map<String, String> properties(String prefix) {
        return beginning(prefix, properties);
    }

    /** Those whose names begin so, sorted by name. */
    Map<String, String> environment(String prefix) {
        return beginning(prefix, environment);
    }

    /** Sorts only these: the application waits for it when the agent starts, and they are few. */
    private static Map<String, String> beginning(String prefix, Map<String, String> all) {
        Map<String, String> some = new TreeMap<>();
        for (Map.Entry<String, String> each : all.entrySet()) {
            if (each.getKey().startsWith(prefix)) {
                some.put(each.getKey(), each.getValue());
            }
        }
        return some;
    }
}
