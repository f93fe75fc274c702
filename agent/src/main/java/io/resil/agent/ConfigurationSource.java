package io.resil.agent;

import io.resil.agent.config.ConfigurationLoader;
import java.io.File;
import org.jspecify.annotations.Nullable;

/** Which file the configuration is read from: the first of argument, property, environment, working directory. */
final class ConfigurationSource {

    private static final String DEFAULT = "resil.yaml";

    private ConfigurationSource() {}

    /**
     * @param argument of the agent
     * @return the path, of a file that need not exist when it was asked for by name; null when there is none, or when
     *     {@value ConfigurationLoader#NO_FILE} was asked for
     */
    static @Nullable String path(@Nullable String argument) {
        String path = firstNonBlank(argument, System.getProperty("resil.config"), System.getenv("RESIL_CONFIG"));
        if (path != null) {
            return path.equals(ConfigurationLoader.NO_FILE) ? null : path;
        }
        return new File(DEFAULT).isFile() ? DEFAULT : null;
    }

    private static @Nullable String firstNonBlank(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.trim().isEmpty()) {
                return candidate.trim();
            }
        }
        return null;
    }
}
