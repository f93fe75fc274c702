package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;

/** A configuration under test, with the properties and variables around it. */
record ConfigurationText(String yaml, Map<String, String> properties, Map<String, String> environment) {

    /** The name the file has in messages. */
    static final String FILE = "resil.yaml";

    static ConfigurationText of(String yaml) {
        return new ConfigurationText(yaml, Map.of(), Map.of());
    }

    /** One service {@code a}, each line of {@code settings} a key of it; the first one is in line 4. */
    static ConfigurationText ofService(String settings) {
        return of("services:\n  a:\n    url: http://a\n" + settings.indent(4));
    }

    ConfigurationText withProperty(String name, String value) {
        return new ConfigurationText(yaml, Map.of(name, value), environment);
    }

    ConfigurationText withVariable(String name, String value) {
        return new ConfigurationText(yaml, properties, Map.of(name, value));
    }

    Configuration load() {
        try {
            return new ConfigurationLoader(new Variables(properties, environment)).parse(FILE, yaml);
        } catch (InvalidConfigurationException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    List<String> warnings() {
        return load().warnings.stream().map(Problem::toString).toList();
    }

    List<String> problems() {
        ConfigurationLoader loader = new ConfigurationLoader(new Variables(properties, environment));
        return assertThrows(InvalidConfigurationException.class, () -> loader.parse(FILE, yaml)).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
