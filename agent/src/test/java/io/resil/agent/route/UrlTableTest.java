package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTableTest {

    @Test
    void matchesNothingWhenEmpty() {
        assertNull(table().match("http", "a", -1, "/"));
    }

    @Test
    void matchesBothSchemesAndAnyPortWhenThePatternNamesNone() {
        UrlTable<String> table = table("a");
        assertEquals("a", table.match("http", "a", -1, "/"));
        assertEquals("a", table.match("https", "a", -1, "/"));
        assertEquals("a", table.match("http", "a", 8080, "/"));
    }

    @Test
    void matchesTheSchemesOwnPortWhenThePatternNamesOnlyTheScheme() {
        UrlTable<String> table = table("https://a");
        assertEquals("https://a", table.match("https", "a", -1, "/"));
        assertEquals("https://a", table.match("HTTPS", "a", 443, "/"));
        assertNull(table.match("https", "a", 8443, "/"));
        assertNull(table.match("http", "a", 443, "/"));
    }

    @Test
    void matchesBothSchemesOnThePortWhenThePatternNamesOnlyThePort() {
        UrlTable<String> table = table("a:443");
        assertEquals("a:443", table.match("https", "a", -1, "/"));
        assertEquals("a:443", table.match("http", "a", 443, "/"));
        assertNull(table.match("http", "a", -1, "/"));
    }

    @Test
    void matchesNoOtherScheme() {
        assertNull(table("a").match("ftp", "a", -1, "/"));
        assertNull(table("a").match("ws", "a", -1, "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chroma.internal", "CHROMA.Internal", "chroma.internal."})
    void comparesHostsWithoutCaseAndTrailingDot(String host) {
        assertEquals("Chroma.internal", table("Chroma.internal").match("http", host, -1, "/"));
    }

    @Test
    void foldsNoLettersBeyondAscii() {
        assertNull(table("kelvin").match("http", "\u212Aelvin", -1, "/"));
    }

    @Test
    void matchesIpv6WithAndWithoutBrackets() {
        UrlTable<String> table = table("http://[FE80::1]:8080");
        assertNotNull(table.match("http", "[fe80::1]", 8080, "/"));
        assertNotNull(table.match("http", "fe80::1", 8080, "/"));
        assertNull(table.match("http", "fe80::2", 8080, "/"));
    }

    @Test
    void coversOneOrMoreLabelsByAWildcardButNotTheBareDomain() {
        UrlTable<String> table = table("*.billing.internal");
        assertNotNull(table.match("http", "a.billing.internal", -1, "/"));
        assertNotNull(table.match("http", "b.a.BILLING.internal.", -1, "/"));
        assertNull(table.match("http", "billing.internal", -1, "/"));
        assertNull(table.match("http", ".billing.internal", -1, "/"));
        assertNull(table.match("http", "xbilling.internal", -1, "/"));
        assertNull(table.match("http", "billing.internal.example", -1, "/"));
    }

    @Test
    void prefersAnExactHostThenTheLongerSuffix() {
        UrlTable<String> table = table("*.c", "a.b.c", "*.b.c");
        assertEquals("a.b.c", table.match("http", "a.b.c", -1, "/"));
        assertEquals("*.b.c", table.match("http", "x.b.c", -1, "/"));
        assertEquals("*.c", table.match("http", "x.y.c", -1, "/"));
    }

    @Test
    void prefersAnExactHostEvenToALongerPathOfAWildcard() {
        assertEquals("a.b", table("*.b/v1/x", "a.b").match("http", "a.b", -1, "/v1/x"));
    }

    @Test
    void fallsBackToTheWildcardWhereTheExactHostDoesNotCoverTheUrl() {
        UrlTable<String> table = table("*.b", "a.b:8080", "a.b/v1");
        assertEquals("*.b", table.match("http", "a.b", 80, "/v2"));
    }

    @Test
    void prefersTheLongerPathPrefixOnWholeSegments() {
        UrlTable<String> table = table("a", "a/v1", "a/v1/x/");
        assertEquals("a/v1/x/", table.match("http", "a", -1, "/v1/x/y"));
        assertEquals("a/v1/x/", table.match("http", "a", -1, "/v1/x?q"));
        assertEquals("a/v1", table.match("http", "a", -1, "/v1/xy"));
        assertEquals("a/v1", table.match("http", "a", -1, "/v1?q=/x"));
        assertEquals("a/v1", table.match("http", "a", -1, "/v1#f"));
        assertEquals("a", table.match("http", "a", -1, "/v10"));
        assertEquals("a", table.match("http", "a", -1, "/V1"));
        assertEquals("a", table.match("http", "a", -1, ""));
        assertEquals("a", table.match("http", "a", -1, null));
        assertEquals("a", table.match("http", "a", -1, "*"));
    }

    @Test
    void prefersALongerPathToANamedPort() {
        assertEquals("a/v1", table("http://a:80", "a/v1").match("http", "a", 80, "/v1"));
    }

    @Test
    void prefersANamedSchemeThenANamedPort() {
        UrlTable<String> table = table("a", "a:80", "http://a");
        assertEquals("http://a", table.match("http", "a", -1, "/"));
        assertEquals("a:80", table.match("https", "a", 80, "/"));
        assertEquals("a", table.match("https", "a", -1, "/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/../admin",
                "/v1/..",
                "/v1/x/../../admin",
                "/v1/%2e%2e/admin",
                "/v1/.%2E/admin",
                "/v1/%2e%2e%2fadmin",
                "/v1/..%2Fadmin",
                "/v1/..\\admin",
                "/v1\\../admin",
                "/v1/%5c..%5cadmin",
                "/v1/..;/admin",
                "/v1/..;x=1/admin",
                "/v1/..%3B/admin",
                "/v1/../v1/x"
            })
    void givesAPathThatMightClimbOutOfAPrefixToTheWholeHostOnly(String path) {
        assertNull(table("a/v1").match("http", "a", -1, path));
        assertEquals("a", table("a/v1", "a").match("http", "a", -1, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/group%2Fproject",
                "/v1/./x",
                "/v1//x",
                "/v1/..x",
                "/v1/x..",
                "/v1/...",
                "/v1/%2e",
                "/v1?back=/../x",
                "/v1/%",
                "/v1/%2"
            })
    void keepsAPathUnderItsPrefixWhenItCannotClimb(String path) {
        assertEquals("a/v1", table("a/v1").match("http", "a", -1, path));
    }

    @Test
    void returnsWhatAnEqualPatternStandsForAndKeepsIt() {
        UrlTable.Builder<String> builder = new UrlTable.Builder<>();
        assertNull(builder.add(UrlPattern.parse("http://a"), "first"));
        assertNull(builder.add(UrlPattern.parse("a:80"), "overlapping, but less specific"));
        assertEquals("first", builder.add(UrlPattern.parse("http://A:80/"), "second"));
        assertEquals("first", builder.build().match("http", "a", 80, "/"));
    }

    @Test
    void findsEachOfAThousandHostsPathsAndPorts() {
        UrlTable.Builder<Integer> builder = new UrlTable.Builder<>();
        for (int i = 0; i < 1000; i++) {
            builder.add(UrlPattern.parse("http://host-" + i), i);
            builder.add(UrlPattern.parse("gateway/service-" + i), i);
            builder.add(UrlPattern.parse("localhost:" + (8000 + i)), i);
        }
        UrlTable<Integer> table = builder.build();
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, table.match("http", "host-" + i, -1, "/"));
            assertEquals(i, table.match("https", "gateway", 8443, "/service-" + i + "/x"));
            assertEquals(i, table.match("http", "localhost", 8000 + i, "/"));
        }
        assertNull(table.match("http", "host-1000", -1, "/"));
        assertNull(table.match("http", "gateway", -1, "/service-1000"));
        assertNull(table.match("http", "localhost", 9000, "/"));
    }

    @Test
    void allocatesNothingOnALookup() {
        UrlTable<String> table = table("*.b.c", "http://A.b/v1/x", "a.b");
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        lookUp(table, 10_000);
        long smallest = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            lookUp(table, 10_000);
            smallest = Math.min(smallest, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(smallest < 10_000, "30,000 lookups allocated " + smallest + " bytes");
    }

    private static void lookUp(UrlTable<String> table, int times) {
        for (int i = 0; i < times; i++) {
            assertNotNull(table.match("HTTP", "A.B", -1, "/v1/x/y?q"));
            assertNotNull(table.match("https", "x.Y.b.c", 8443, "/v1/x/y?q"));
            assertNull(table.match("http", "elsewhere.example", -1, null));
        }
    }

    private static UrlTable<String> table(String... patterns) {
        UrlTable.Builder<String> builder = new UrlTable.Builder<>();
        for (String pattern : patterns) {
            assertNull(builder.add(UrlPattern.parse(pattern), pattern));
        }
        return builder.build();
    }
}
