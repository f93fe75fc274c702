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
     * Runs the program once to train it.
     *
     * @return the options to start it with
     */
    static List<String> train(JavaHome java, List<String> agent, Program program, Path file)
            throws IOException, InterruptedException {
        boolean aot = java.version() >= AOT_SINCE;
        List<String> command = new ArrayList<>(List.of(java.java().toString()));
        command.add((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file);
        if (aot) { // refused at a start with an agent unless trained with one; before, a JVM with an agent dumps
            // nothing
            command.addAll(agent);
        }
        command.addAll(program.arguments());
        List<String> said = Processes.output(command);
        if (!Files.exists(file)) {
            throw new IOException("no archive: " + said);
        }
        return List.of((aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file);
    }
}
