package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {

    private static @Nullable NearMiss nearest(
            List<String> patterns, boolean https, String host, int port, String path) {
        List<UrlPattern> parsed = new ArrayList<>();
        for (String pattern : patterns) {
            parsed.add(UrlPattern.parse(pattern));
        }
        return NearMiss.of(parsed, https, host, port, path);
    }

    private static String difference(String pattern, boolean https, String host, int port, String path) {
        NearMiss miss = nearest(List.of(pattern), https, host, port, path);
        return miss == null ? "nothing near" : miss.difference;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://chroma:6003       | false | chroma          | 8000 | /            | port 6003, not 8000",
                "http://chroma            | false | chroma          | 8000 | /            | port 80, not 8000",
                "http://chroma:6003       | true  | chroma          | 6003 | /            | http, not https",
                "https://chroma:6003      | false | chroma          | 6003 | /            | https, not http",
                "http://chroma            | true  | chroma          | -1   | /            | http, not https",
                "https://chroma           | false | chroma          | 80   | /            | https, not http",
                "http://chroma            | true  | chroma          | 8443 | /            | http, not https and for port 80, not 8443",
                "http://chroma:6003       | true  | chroma          | -1   | /            | http, not https and for port 6003, not 443",
                "chroma/api               | false | chroma          | 80   | /apis        | paths below /api",
                "chroma/api               | false | chroma          | 80   | /ap          | paths below /api",
                "chroma/api               | false | chroma          | 80   | /            | paths below /api",
                "chroma/api               | false | chroma          | 80   | /api/../x    | paths that cannot leave /api",
                "chroma.internal          | false | chroma          | 80   | /            | the host chroma.internal",
                "chroma                   | false | chroma.internal | 80   | /            | the host chroma",
                "*.billing.internal       | false | billing.internal| 80   | /            | hosts below billing.internal",
                "http://[::1]:6003        | false | ::1             | 8000 | /            | port 6003, not 8000",
                "http://[::1]:6003        | false | [::1]           | 8000 | /            | port 6003, not 8000",
                "http://chroma:6003       | false | CHROMA.         | 8000 | /            | port 6003, not 8000",
                "chroma:6003/api          | false | chroma          | 8000 | /other?x=/api| port 6003, not 8000 and for paths below /api",
                "http://a.internal:6003   | false | b.internal      | 6003 | /            | nothing near",
                "*.billing.internal       | false | xbilling.internal | 80 | /            | nothing near",
            })
    void saysWhatKeptTheUrlOut(String pattern, boolean https, String host, int port, String path, String difference) {
        assertEquals(difference, difference(pattern, https, host, port, path));
    }

    @Test
    void aWildcardThatCoversTheHostIsNearerThanOneThatDoesNot() {
        NearMiss miss =
                nearest(List.of("http://billing.internal:1", "http://*.internal:1"), false, "billing.internal", 2, "/");
        assertEquals("port 1, not 2", miss == null ? null : miss.difference);
    }

    @Test
    void aHostBelowTheWildcardIsCoveredByIt() {
        assertEquals("port 1, not 2", difference("http://*.internal:1", false, "a.b.internal", 2, "/"));
        assertEquals("port 1, not 2", difference("http://*.internal:1", false, "a.internal", 2, "/"));
    }

    @Test
    void thatWithTheFewestDifferencesIsNearestAndTheFirstOfEqualOnes() {
        List<String> patterns = List.of("https://chroma:1/api", "http://chroma:2", "http://chroma:3");
        NearMiss miss = nearest(patterns, false, "chroma", 4, "/");
        assertEquals(UrlPattern.parse("http://chroma:2"), miss == null ? null : miss.pattern);
        assertEquals("port 2, not 4", miss == null ? null : miss.difference);
    }

    @Test
    void aPathBelowThePrefixIsNoDifference() {
        assertEquals("port 1, not 2", difference("http://chroma:1/api", false, "chroma", 2, "/api"));
        assertEquals("port 1, not 2", difference("http://chroma:1/api", false, "chroma", 2, "/api/users"));
        assertEquals("port 1, not 2", difference("http://chroma:1/api", false, "chroma", 2, "/api?x=1"));
        assertEquals("port 1, not 2", difference("http://chroma:1", false, "chroma", 2, "/a/../b"));
    }

    @Test
    void nothingIsNearWhereThereIsNothing() {
        assertNull(nearest(List.of(), false, "chroma", 80, "/"));
    }
}
