package io.resil.agent.config;

import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent is to do, read and checked whole. Immutable. */
public final class Configuration {

    /** As it was named; null when there is none, and nothing is governed. */
    public final @Nullable String file;

    public final Mode mode;

    public final LogSettings log;

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
            List<ServiceSettings> services,
            List<Problem> warnings,
            Files files,
            Mapping written) {
        this.file = file;
        this.mode = mode;
        this.log = log;
        this.services = Collections.unmodifiableList(services);
        this.warnings = warnings;
        this.files = files;
        this.written = written;
    }
}
