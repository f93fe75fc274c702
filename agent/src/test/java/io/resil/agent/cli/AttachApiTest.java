package io.resil.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachApiTest {

    @TempDir
    Path folder;

    private CommandFailure missing(File home, String version) {
        return assertThrows(CommandFailure.class, () -> AttachApi.fromToolsJar(home, version));
    }

    @Test
    void jdkHasIt() throws Exception {
        assertEquals("com.sun.tools.attach.VirtualMachine", AttachApi.machine().getName());
    }

    @Test
    void runtimeImageWithoutTheModuleSaysSoAndWhatElseThereIs() {
        CommandFailure failure = missing(folder.toFile(), "17.0.1");
        assertEquals(3, failure.exitCode);
        assertEquals(
                "this Java (17.0.1, " + folder
                        + ") has no module jdk.attach, so it cannot reach other JVMs: run the command"
                        + " with the java of a JDK, or use a JMX console, or start the application with -javaagent",
                failure.getMessage());
    }

    @Test
    void plainJre8SaysWhatIsMissing() {
        assertTrue(missing(folder.resolve("jre").toFile(), "1.8.0_402")
                .getMessage()
                .contains("is a JRE without tools.jar"));
    }
}
