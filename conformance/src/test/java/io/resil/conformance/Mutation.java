package io.resil.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fault to put into a source of the agent.
 *
 * @param story what is wrong then, as a sentence
 * @param source path of the source
 * @param find a text that is there once
 * @param with what is there instead
 */
record Mutation(String name, String story, String source, String find, String with) {

    private static final String SUFFIX = ".mutation";

    static List<Mutation> allIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(Mutation::read)
                    .toList();
        }
    }

    private static Mutation read(Path file) {
        try {
            String fileName = file.getFileName().toString();
            List<String> lines = Files.readAllLines(file);
            return new Mutation(
                    fileName.substring(0, fileName.length() - SUFFIX.length()),
                    lines.get(0).substring(2),
                    value(lines.get(1), "in:   "),
                    value(lines.get(2), "find: "),
                    value(lines.get(3), "with: "));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(String line, String key) {
        if (!line.startsWith(key)) {
            throw new IllegalArgumentException("no '" + key + "' in: " + line);
        }
        return line.substring(key.length());
    }

    /** @throws IllegalStateException when the source has moved on and no longer has the text, or has it twice */
    String applyTo(String text) {
        int at = text.indexOf(find);
        if (at < 0 || text.indexOf(find, at + 1) >= 0) {
            throw new IllegalStateException(name + " no longer fits " + source + ": not once there: " + find);
        }
        return text.substring(0, at) + with + text.substring(at + find.length());
    }
}
