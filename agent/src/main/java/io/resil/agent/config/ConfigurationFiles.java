package io.resil.agent.config;

import io.resil.agent.route.ServiceSettings;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file of an agent that runs, and the files it names: says when they have changed, and reads them
 * again. Two looks that read alike make a change, so that one that is being written, or away for the moment in which an
 * editor replaces it, is let be. Token files are not among them, as tokens are read again by themselves; but one that could
 * not be read is, as a configuration may be refused for it. For one thread at a time.
 */
public final class ConfigurationFiles {

    private final ConfigurationLoader loader;
    private final String name;

    /** As the last configuration was read from them, whether it was good or not. */
    private Files read;

    /** What the last look found, when that was something else. */
    private @Nullable Files seen;

    /** What two looks found, until it is read. */
    private @Nullable Files changed;

    private Set<String> tokens = new HashSet<>();

    private ConfigurationFiles(ConfigurationLoader loader, String name, Files read) {
        this.loader = loader;
        this.name = name;
        this.read = read;
    }

    /** Of a configuration that was read from a file. */
    public static ConfigurationFiles of(ConfigurationLoader loader, String name, Configuration configuration) {
        ConfigurationFiles files = new ConfigurationFiles(loader, name, configuration.files);
        files.applied(configuration);
        return files;
    }

    /** Of one that was refused. */
    public static ConfigurationFiles of(
            ConfigurationLoader loader, String name, InvalidConfigurationException refused) {
        return new ConfigurationFiles(loader, name, refused.files);
    }

    /** Of one that is to be read. */
    public static ConfigurationFiles unread(ConfigurationLoader loader, String name) {
        return new ConfigurationFiles(loader, name, new Files());
    }

    /** The path of the file, as it was named. */
    public String name() {
        return name;
    }

    /** Takes note of which tokens are in memory from now on. */
    public void applied(Configuration configuration) {
        Set<String> files = new HashSet<>();
        for (ServiceSettings service : configuration.services) {
            if (service.token != null && service.token.file != null) {
                files.add(service.token.file);
            }
        }
        tokens = files;
    }

    /** Looks at the files: whether they differ from those that were read last, and did so at the last look. */
    public boolean haveChanged() {
        Files now = read.now();
        if (now.isSameAs(read)) {
            seen = null;
            return false;
        }
        if (seen != null && now.isSameAs(seen)) {
            changed = now;
            return true;
        }
        seen = now;
        return false;
    }

    /**
     * Reads the configuration: after a change, what was seen twice; else the files as they are.
     *
     * @throws InvalidConfigurationException when it is broken anywhere
     */
    public Configuration load() throws InvalidConfigurationException {
        Files files = new Files(tokens, changed);
        changed = null;
        read = files;
        seen = null;
        return loader.load(name, files);
    }
}
