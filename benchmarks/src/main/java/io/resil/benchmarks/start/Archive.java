package io.resil.benchmarks.start;

import io.resil.benchmarks.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Classes that a JVM keeps from one run for the next, trained as the guide tells users to. */
final class Archive {

    private static final int AOT_SINCE = 25;

    private Archive() {}

    /**
     * Runs the program once to train it, without the agent it is then started with: up to 24, a JVM with an agent dumps
     * nothing; 25 dumps, and may end at the next start by a fault of its own, if the agent wove a class of the JDK.
     *
     * @param agent the options to start with later
     * @return the options that use the archive
     */
    static List<String> train(JavaHome java, List<String> agent, Application application, Path file)
            throws IOException, InterruptedException {
        boolean aot = java.version() >= AOT_SINCE;
        List<String> command = new ArrayList<>(List.of(java.java().toString()));
        command.add((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file);
        if (aot && !agent.isEmpty()) { // any agent brings this module in, and the cache must know the same modules
            command.add("--add-modules=java.instrument");
        }
        command.addAll(application.arguments());
        List<String> said = Processes.output(command);
        if (!Files.exists(file)) {
            throw new IOException("no archive: " + said);
        }
        return List.of((aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file);
    }
}
