package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The first and the last of what a pattern may hold, and what lies just beyond. */
class UrlPatternEdgesTest {

    @ParameterizedTest
    @ValueSource(strings = {"a:1", "a:65535", "a.z.A.Z.0.9", "a-_"})
    void holdsTheFirstAndTheLast(String text) {
        assertDoesNotThrow(() -> UrlPattern.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a..", "a:0", "a:65536", "a`", "a{", "a[", "a!", "a;"})
    void holdsNothingBeyond(String text) {
        assertThrows(IllegalArgumentException.class, () -> UrlPattern.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@a|must have no user info (user:password@)",
                "?a|must have no query (?...)",
                "http://#a|must have no fragment (#...)",
                "http://|must name a host",
                "*.|must name a host",
                "*|must have a wildcard only as the first label of a host, as in *.example.com"
            })
    void saysWhatIsWrongThoughItStandsFirst(String text, String rule) {
        assertEquals(
                rule,
                assertThrows(IllegalArgumentException.class, () -> UrlPattern.parse(text))
                        .getMessage());
    }

    @Test
    void equalsNothingButAPattern() {
        UrlPattern pattern = UrlPattern.parse("a");
        assertNotEquals(pattern, null);
        assertNotEquals(pattern, (Object) "a");
    }
}
