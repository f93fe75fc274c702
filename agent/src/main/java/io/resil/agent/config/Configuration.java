package io.resil.agent.config;

import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.web.StatusSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent is to do, read and checked whole. Immutable. */
public final class Configuration {

    /** As it was named; null when there is none, and nothing is governed. */
    public final @Nullable String file;

    public final Mode mode;

    public final LogSettings log;

    /** Null: no status page. */
    public final @Nullable StatusSettings status;

    /** In the order of the file. No two have an equal {@linkplain ServiceSettings#urls URL pattern}. */
    public final List<ServiceSettings> services;

    /** What is allowed and probably not meant. */
    public final List<Problem> warnings;

    /** Those that it was read from. */
    final Files files;

    /** The file and its overrides as they were read, for whoever asks where a setting came from. */
    final Mapping written;

    Configuration(
            @Nullable String file,
            Mode mode,
            LogSettings log,
            @Nullable StatusSettings status,
            List<ServiceSettings> services,
            List<Problem> warnings,
            Files files,
            Mapping written) {
        this.file = file;
        this.mode = mode;
        this.log = log;
        this.status = status;
        this.services = Collections.unmodifiableList(services);
        this.warnings = warnings;
        this.files = files;
        this.written = written;
    }

    /**
     * Every setting of a service as it applies, by its key, in the order of the specification; durations with their unit.
     * Shows no token.
     */
    public Map<String, String> settingsOf(ServiceSettings service) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String[] row : SettingRows.of(service, mode, new Provenance(written, service.id))) {
            settings.put(row[0], row[1]);
        }
        return settings;
    }
}
