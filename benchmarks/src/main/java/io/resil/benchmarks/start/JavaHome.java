package io.resil.benchmarks.start;

import io.resil.benchmarks.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java that programs are started with. */
record JavaHome(Path java, int version) {

    private static final String VERSION = "    java.specification.version = ";

    /** Those of these homes that exist, or the one this runs on. */
    static List<JavaHome> all(String commaSeparated) throws IOException, InterruptedException {
        List<JavaHome> homes = new ArrayList<>();
        for (String home : commaSeparated.split(",", -1)) {
            Path java = Path.of(home.trim(), "bin", "java");
            if (!home.isBlank() && Files.isExecutable(java)) {
                homes.add(of(java));
            }
        }
        return homes.isEmpty() ? List.of(of(Path.of(System.getProperty("java.home"), "bin", "java"))) : homes;
    }

    private static JavaHome of(Path java) throws IOException, InterruptedException {
        List<String> settings = Processes.output(List.of(java.toString(), "-XshowSettings:properties", "-version"));
        String version = Processes.after(VERSION, settings)[0];
        return new JavaHome(java, Integer.parseInt(version.replaceFirst("^1\\.", "")));
    }

    @Override
    public String toString() {
        return "Java " + version;
    }
}
