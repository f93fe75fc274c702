package io.resil.benchmarks.guard;

import com.fasterxml.jackson.core.type.TypeReference;
import io.resil.benchmarks.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The ratios of one benchmark that were kept: a file that is committed. */
public final class Baseline {

    private final Path file;

    public Baseline(Path file) {
        this.file = file;
    }

    public Map<String, Ratio> read() throws IOException {
        return Files.exists(file)
                ? Json.MAPPER.readValue(file.toFile(), new TypeReference<LinkedHashMap<String, Ratio>>() {})
                : Map.of();
    }

    /** In the place of those of the same names; what was not measured stays as it was kept. */
    public void keep(Map<String, Ratio> now) throws IOException {
        Map<String, Ratio> all = new LinkedHashMap<>(read());
        all.putAll(now);
        Files.createDirectories(file.getParent());
        Json.write(file, all);
    }
}
