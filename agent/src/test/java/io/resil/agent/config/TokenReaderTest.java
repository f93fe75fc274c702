package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.resil.agent.token.TokenSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenReaderTest {

    @TempDir
    Path directory;

    @Test
    void readsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "s3cr3t\n");
        TokenSettings token = Objects.requireNonNull(
                token("{ header: X-T, file: " + file + " }").load().services.get(0).token);
        assertEquals("X-T", token.header);
        assertEquals(file.toString(), token.file);
    }

    @Test
    void takesTheHeaderFromTheDefaultsAndTheValueFromTheService() {
        Configuration configuration = ConfigurationText.of(
                        "defaults: { token: { header: X-T } }\nservices: { a: { url: a, token: { value: v } } }")
                .load();
        assertEquals("X-T: (configured value)", String.valueOf(configuration.services.get(0).token));
    }

    @Test
    void refusesAMissingFile() {
        Path file = directory.resolve("token");
        assertEquals(
                List.of("resil.yaml:4: services.a.token.file = " + file + ": does not exist"),
                token("{ header: X-T, file: " + file + " }").problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two\nlines", "tab\t"})
    void refusesAFileThatHoldsNoToken(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), content);
        assertEquals(1, token("{ header: X-T, file: " + file + " }").problems().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "s3cr3t|token = ***: must be a map of keys, or none",
                "{ header: X-T }|token: must have a value or a file",
                "{ value: s3cr3t }|token: must have a header, such as X-INTERNAL-TOKEN",
                "{ header: X-T, value: s3cr3t, file: /no/file }|token: must have a value or a file, not both",
                "{ header: 's3cr3t/', value: s3cr3t }|token.header = ***: must be the name of a header, such as X-INTERNAL-TOKEN",
                "{ header: Host, value: s3cr3t }|token.header = ***: must not be a header that the client itself sets",
                "{ header: X-T, value: \"s3cr3t\\nX: y\" }|token.value = ***: must have no line breaks",
                "{ header: X-T, value: \"s3cr3t\\u0001\" }|token.value = ***: must have no control characters and nothing but ASCII",
                "{ header: X-T, value: 's3cr3tä' }|token.value = ***: must have no control characters and nothing but ASCII",
                "{ header: X-T, value: ' s3cr3t' }|token.value = ***: must not begin or end with a space",
                "{ header: X-T, value: '' }|token.value = ***: must not be empty",
                "{ header: X-T, value: }|token.value: has no value",
                "{ header: X-T, value: [s3cr3t] }|token.value: must be a single value",
                "{ header: X-T, vlaue: s3cr3t, value: s3cr3t }|token.vlaue: is not a known key; did you mean value?",
                "{ header: X-T, value: '${S3CR3T_OF}' }|token.value = ***: S3CR3T_OF is set neither as system property nor in the environment, and has no default"
            })
    void refusesWhatIsNoTokenWithoutShowingIt(String token, String problem) {
        List<String> problems = token(token).problems();
        assertEquals("resil.yaml:4: services.a." + problem, problems.get(0));
        assertFalse(problems.toString().contains("s3cr3t"), problems::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ header: '${TOKEN}', value: x }",
                "{ header: X-T, value: '${TOKEN}' }",
                "{ header: X-T, file: '${TOKEN}' }",
                "'${TOKEN}'"
            })
    void showsNoSecretThatAPlaceholderBringsIn(String token) {
        List<String> problems = token(token).withVariable("TOKEN", "s3cr3t\n").problems();
        assertFalse(problems.toString().contains("s3cr3t"), problems::toString);
    }

    @Test
    void showsNoSecretOfAnOverride() {
        List<String> problems = token("none")
                .withProperty("resil.services.a.token.value", "s3cr3t\u0001")
                .problems();
        assertFalse(problems.toString().contains("s3cr3t"), problems::toString);
    }

    @Test
    void showsNoUserInfoOrQueryOfAUrl() {
        assertEquals(
                List.of(
                        "resil.yaml:2: services.a.url = http://***@a: must have no user info (user:password@)",
                        "resil.yaml:3: services.b.url = ${B} (http://b?***): must have no query (?...)"),
                ConfigurationText.of("services:\n  a: { url: 'http://me:s3cr3t@a' }\n  b: { url: '${B}' }")
                        .withVariable("B", "http://b?key=s3cr3t")
                        .problems());
    }

    private static ConfigurationText token(String token) {
        return ConfigurationText.ofService("token: " + token);
    }
}
