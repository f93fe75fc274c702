package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One look after the other, at any pace. */
class ConfigurationFilesTest {

    private final ConfigurationLoader loader = new ConfigurationLoader(new Variables(Map.of(), Map.of()));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() throws IOException {
        file = write("services: { a: { url: a, timeout: 5s } }");
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(folder.resolve("resil.yaml"), yaml);
    }

    private ConfigurationFiles loaded() throws InvalidConfigurationException {
        return ConfigurationFiles.of(loader, file.toString(), loader.load(file.toString()));
    }

    @Test
    void changeIsOneThatTwoLooksReadAlike() throws Exception {
        ConfigurationFiles files = loaded();
        assertFalse(files.haveChanged());
        write("services: { a: { url: a, timeo");
        assertFalse(files.haveChanged());
        write("services: { a: { url: a, timeout: 6s } }");
        assertFalse(files.haveChanged());
        assertTrue(files.haveChanged());
        write("services: { half");
        assertEquals("a", files.load().services.get(0).id, "what was seen twice, whatever stands there now");
        assertFalse(files.haveChanged());
        assertTrue(files.haveChanged());
        assertThrows(InvalidConfigurationException.class, files::load);
        assertFalse(files.haveChanged());
        assertFalse(files.haveChanged());
    }

    @Test
    void operatorReadsWhatIsThereNow() throws Exception {
        ConfigurationFiles files = loaded();
        write("services: { a: { url: a }, b: { url: b } }");
        assertFalse(files.haveChanged());
        write("services: { a: { url: a }, b: { url: b }, c: { url: c } }");
        assertEquals(3, files.load().services.size());
        assertFalse(files.haveChanged());
    }

    @Test
    void fileThatIsAwayForAMomentIsNoChangeAndOneThatStaysAwayIsToldOnce() throws Exception {
        ConfigurationFiles files = loaded();
        String yaml = Files.readString(file);
        Files.delete(file);
        assertFalse(files.haveChanged());
        write(yaml);
        assertFalse(files.haveChanged());
        assertFalse(files.haveChanged());
        Files.delete(file);
        assertFalse(files.haveChanged());
        assertTrue(files.haveChanged());
        InvalidConfigurationException gone = assertThrows(InvalidConfigurationException.class, files::load);
        assertEquals(file + ": does not exist", gone.problems().get(0).toString());
        assertFalse(files.haveChanged());
        assertFalse(files.haveChanged());
        write(yaml);
        assertFalse(files.haveChanged());
        assertTrue(files.haveChanged());
        assertEquals(1, files.load().services.size());
    }

    @Test
    void bodyFilesAreLookedAtToo() throws Exception {
        Path body = Files.writeString(folder.resolve("body"), "one");
        write("services: { a: { url: a, fallback: { body-file: '" + body + "' } } }");
        ConfigurationFiles files = loaded();
        assertFalse(files.haveChanged());
        Files.writeString(body, "two");
        assertFalse(files.haveChanged());
        assertTrue(files.haveChanged());
        files.load();
        assertFalse(files.haveChanged());
    }

    @Test
    void tokenFileThatIsMissingIsAWarningOnceItsTokenIsKnown() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "s3cret");
        write("services: { a: { url: a, token: { header: X-T, file: '" + token + "' } } }");
        ConfigurationFiles files = loaded();
        Files.delete(token);
        assertFalse(files.haveChanged(), "tokens are read again by themselves");
        Configuration reloaded = files.load();
        assertEquals(1, reloaded.warnings.size());
        assertTrue(reloaded.warnings.get(0).toString().endsWith("does not exist; the token stays as it was"));
        Files.writeString(token, "s3cret");
        assertFalse(files.haveChanged());
        assertTrue(files.haveChanged(), "so that the warning goes");
        assertEquals(0, files.load().warnings.size());
    }

    @Test
    void whatARefusedConfigurationLackedIsLookedAt() throws Exception {
        Path token = folder.resolve("token");
        write("services: { a: { url: a, token: { header: X-T, file: '" + token + "' } } }");
        InvalidConfigurationException refused =
                assertThrows(InvalidConfigurationException.class, () -> loader.load(file.toString()));
        ConfigurationFiles files = ConfigurationFiles.of(loader, file.toString(), refused);
        assertFalse(files.haveChanged());
        assertFalse(files.haveChanged());
        Files.writeString(token, "s3cret");
        assertFalse(files.haveChanged());
        assertTrue(files.haveChanged());
        assertEquals("a", files.load().services.get(0).id);
    }
}
