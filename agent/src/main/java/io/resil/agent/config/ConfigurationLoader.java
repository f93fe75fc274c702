package io.resil.agent.config;

import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.web.StatusSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Configuration} of a file, the system properties and the environment; or reports everything that is wrong
 * with them at once.
 *
 * <p>A value is taken from the first that has it: system property, environment variable, the service in the file, the
 * same three of {@code defaults}, built-in. Maps are merged key by key, lists are replaced, and {@code none} switches a
 * policy or a limit off.
 *
 * <p>Touches neither {@code java.nio.file} nor {@code java.util.logging}, so it can run in premain. Thread-safe.
 */
public final class ConfigurationLoader {

    /** In the place of the path of a file: there is none, whatever lies in the working directory. */
    public static final String NO_FILE = "none";

    private final Variables variables;

    public ConfigurationLoader(Variables variables) {
        this.variables = variables;
    }

    /**
     * Reads a file.
     *
     * @param name path of the file, used in messages as it is
     * @throws InvalidConfigurationException when it is missing, unreadable or broken anywhere
     */
    public Configuration load(String name) throws InvalidConfigurationException {
        return load(name, new Files());
    }

    Configuration load(String name, Files files) throws InvalidConfigurationException {
        Problems problems = new Problems(files);
        try {
            return parse(name, SmallFile.text(files.read(name)), problems);
        } catch (SmallFile.UnreadableException e) {
            problems.error(new Place(name, e.line, ""), String.valueOf(e.getMessage()));
            throw new InvalidConfigurationException(problems);
        }
    }

    /**
     * Reads text.
     *
     * @param file the name that messages give it
     * @throws InvalidConfigurationException when it is broken anywhere
     */
    public Configuration parse(String file, String yaml) throws InvalidConfigurationException {
        return parse(file, yaml, new Problems());
    }

    private Configuration parse(String file, String yaml, Problems problems) throws InvalidConfigurationException {
        Placeholders placeholders = new Placeholders(variables);
        Mapping root = new PlainYamlReader(file, placeholders, yaml).read();
        if (root == null) {
            root = new YamlReader(file, placeholders, problems).read(yaml);
        }
        if (root == null) {
            throw new InvalidConfigurationException(problems);
        }
        return read(file, root, problems);
    }

    /**
     * What holds where there is no file: no services, and what properties and variables say.
     *
     * @throws InvalidConfigurationException when one of those is broken
     */
    public Configuration withoutFile() throws InvalidConfigurationException {
        return read(null, new Mapping(new Place("no file", 0, "")), new Problems());
    }

    private Configuration read(@Nullable String file, Mapping written, Problems problems)
            throws InvalidConfigurationException {
        Set<String> ids = ids(written, problems);
        Mapping root = new Overrides(variables, ids, problems).appliedTo(written);
        Section top = Section.of(root, Keys.OF_FILE, problems);
        Mode mode = ServiceReader.readMode(top, Mode.ENFORCE);
        LogSettings log = LogReader.read(top);
        List<ServiceSettings> services = services(root, ids, new ServiceReader(mode, problems), top);
        StatusSettings status = StatusReader.read(top, services);
        if (problems.hasErrors()) {
            throw new InvalidConfigurationException(problems);
        }
        if (file != null && services.isEmpty()) {
            problems.warning(root.place, "has no services, so nothing is governed");
        }
        return new Configuration(file, mode, log, status, services, problems.warnings(), problems.files(), root);
    }

    private static List<ServiceSettings> services(Mapping root, Set<String> ids, ServiceReader reader, Section top) {
        if (top.has("defaults") && !(root.get("defaults") instanceof Mapping)) {
            top.error("defaults", "must be a map of keys");
        }
        Mapping defaults = root.mapping("defaults");
        reader.check(defaults);
        List<ServiceSettings> services = new ArrayList<>();
        for (String id : ids) {
            services.add(
                    reader.read(id, defaults.mergedWith(root.mapping("services").mapping(id))));
        }
        return services;
    }

    /** Those that are well-formed; the others are reported. */
    private static Set<String> ids(Mapping root, Problems problems) {
        Set<String> ids = new LinkedHashSet<>();
        Value services = root.get("services");
        if (services != null && !(services instanceof Mapping)) {
            problems.error(services.place, "must be a map from ids to services");
        }
        Mapping mapping = root.mapping("services");
        for (String id : mapping.keys()) {
            Value service = mapping.get(id);
            if (service != null && !(service instanceof Mapping)) {
                problems.error(service.place, "must be a map with at least a url");
            } else if (service != null && !ServiceReader.isId(id)) {
                problems.error(service.place, "must have an id of the letters a-z, digits and hyphens");
            } else {
                ids.add(id);
            }
        }
        return ids;
    }
}
