package io.resil.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs that are measured run in processes of their own. */
public final class Processes {

    private Processes() {}

    /** The programs and their client, without the classes of the agent: they must come from its jar. */
    public static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().startsWith("resil-agent"))
                .filter(entry -> !entry.matches(".*agent(-api)?/target/classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Those of its entries whose file name begins with one of these. An agent's own jar comes last on the class path: to
     * find the agent, the JVM first opens all that is before it, which is no cost of the agent.
     */
    public static String classPath(String... names) {
        return Stream.of(classPath().split(File.pathSeparator))
                .filter(entry -> Stream.of(names).anyMatch(new File(entry).getName()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** With nothing of ours in the environment. */
    public static ProcessBuilder of(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.put("LC_ALL", "C");
        return builder;
    }

    /** All that it writes, until it ends. By a file: a pipe that fills up would hold the process up. */
    public static List<String> output(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("measured", ".txt");
        try {
            int exit = of(command).redirectOutput(out.toFile()).start().waitFor();
            List<String> lines = Files.readAllLines(out);
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit + ": " + lines);
            }
            return lines;
        } finally {
            Files.delete(out);
        }
    }

    /** The words of the line that begins with a mark. */
    public static String[] after(String mark, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()).split(" "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no line with " + mark + "in " + lines));
    }
}
