package io.resil.agent.config;

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
        this.properties = new TreeMap<>(properties);
        this.environment = new TreeMap<>(environment);
    }

    /** Those of this JVM, now. */
    public static Variables ofThisProcess() {
        Map<String, String> properties = new TreeMap<>();
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

    /** Sorted by name. */
    Map<String, String> properties() {
        return properties;
    }

    /** Sorted by name. */
    Map<String, String> environment() {
        return environment;
    }
}
