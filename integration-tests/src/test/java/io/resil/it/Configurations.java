package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Configurations out of documents, in the eyes of the agent's own {@code check}. */
final class Configurations {

    private Configurations() {}

    /** A file with a token in it, to be named in the place of one that only a production machine has. */
    static String tokenFile() throws IOException {
        return Files.writeString(Files.createTempFile("token", ""), "from-a-file")
                .toString();
    }

    /** There is no problem with it, and no warning. */
    static void assertFine(String yaml) throws IOException {
        assertFine(Program.named("java"), Files.writeString(Files.createTempFile("resil", ".yaml"), yaml));
    }

    /** @param java in the environment that it is to be read in */
    static void assertFine(Program java, Path file) {
        Program.Ended ended = java.environment("INTERNAL_TOKEN", "from-the-environment")
                .with("-jar", AgentJvm.agentJar(), "check", file.toString())
                .run();
        assertEquals(List.of(), ended.err(), ended::toString);
        assertEquals(0, ended.exitCode());
    }
}
