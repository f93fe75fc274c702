package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeysTest {

    /** No valid value of any key but the body of a fallback, which may be anything. */
    private static final String NONSENSE = "\u0001";

    static Stream<String> settable() {
        Stream<String> top =
                Keys.OF_FILE.all.stream().filter(key -> !key.equals("defaults") && !key.equals("services"));
        Stream<String> service = Keys.OF_SERVICE.all.stream().map(key -> "services.a." + key);
        Stream<String> defaults = Keys.OF_DEFAULTS.all.stream().map(key -> "defaults." + key);
        return Stream.of(top, service, defaults).flatMap(keys -> keys).filter(key -> !key.endsWith("fallback.body"));
    }

    @ParameterizedTest
    @MethodSource("settable")
    void neverIgnoresAKey(String key) {
        List<String> problems = ConfigurationText.of("services: { a: { url: a } }")
                .withProperty("resil." + key, NONSENSE)
                .problems();
        assertTrue(problems.stream().anyMatch(p -> p.contains("system property resil." + key)), problems::toString);
    }

    @ParameterizedTest
    @MethodSource("settable")
    void findsEachKeyBehindItsVariable(String key) {
        List<String> problems = ConfigurationText.of("services: { a: { url: a } }")
                .withVariable("RESIL_" + Keys.inVariable(key), NONSENSE)
                .problems();
        assertNotEquals(List.of(), problems);
        assertEquals(
                List.of(),
                problems.stream()
                        .filter(p -> !p.startsWith("environment variable RESIL_"))
                        .toList());
    }
}
