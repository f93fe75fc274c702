package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPatternTest {

    @ParameterizedTest
    @CsvSource({
        "http://a, http://a:80",
        "https://a, https://a:443/",
        "http://a, HTTP://A./",
        "a, A",
        "a:8080/v1, A:8080/v1/",
        "*.b.c, *.B.C.",
        "http://[::1]:8080, http://[::1]:8080/",
        "[FE80::1], [fe80::1]"
    })
    void isEqualWhenItStandsForTheSameUrls(String one, String other) {
        assertEquals(UrlPattern.parse(one), UrlPattern.parse(other));
        assertEquals(UrlPattern.parse(one).hashCode(), UrlPattern.parse(other).hashCode());
    }

    @ParameterizedTest
    @CsvSource({
        "http://a, a:80",
        "http://a, https://a",
        "http://a, a",
        "a:80, a",
        "a, *.a",
        "a/v1, a/V1",
        "a/v1, a",
        "[::1], [0:0:0:0:0:0:0:1]"
    })
    void differsWhenItStandsForOtherUrls(String one, String other) {
        assertNotEquals(UrlPattern.parse(one), UrlPattern.parse(other));
    }

    @Test
    void isShownAsItWasWritten() {
        assertEquals(
                "HTTP://Chroma:6003/v1/",
                UrlPattern.parse("HTTP://Chroma:6003/v1/").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|must be [scheme://]host[:port][/path-prefix]",
                "ftp://a|must begin with http://, https:// or the host",
                "://a|must begin with http://, https:// or the host",
                "http://user:pw@a|must have no user info (user:password@)",
                "user@a|must have no user info (user:password@)",
                "http://a?x=1|must have no query (?...)",
                "http://a/v1?x=1|must have no query (?...)",
                "a#top|must have no fragment (#...)",
                "http://|must name a host",
                "http:///v1|must name a host",
                ":80|must name a host",
                "*.|must name a host",
                "a:|must have a port from 1 to 65535, or none",
                "a:0|must have a port from 1 to 65535, or none",
                "a:65536|must have a port from 1 to 65535, or none",
                "a:99999999999|must have a port from 1 to 65535, or none",
                "a:8o80|must have a port from 1 to 65535, or none",
                "a:-1|must have a port from 1 to 65535, or none",
                "*|must have a wildcard only as the first label of a host, as in *.example.com",
                "*a.b|must have a wildcard only as the first label of a host, as in *.example.com",
                "a.*.b|must have a wildcard only as the first label of a host, as in *.example.com",
                "*.*.b|must have a wildcard only as the first label of a host, as in *.example.com",
                "a..b|must have no empty label in its host",
                ".a|must have no empty label in its host",
                "a,b|must have a host of letters, digits, dots, hyphens and underscores",
                "a b|must have no spaces or control characters",
                "bücher|must be written in ASCII: hosts as xn--..., paths percent-encoded",
                "::1|must have at most one port, and IPv6 addresses in brackets",
                "a:80:81|must have at most one port, and IPv6 addresses in brackets",
                "[::1|must have an IPv6 address in one pair of brackets",
                "[::1]x|must have an IPv6 address in one pair of brackets",
                "[a]|must have an IPv6 address in the brackets",
                "[fe80::1%eth0]|must have an IPv6 address, without a zone, in the brackets",
                "a/v1/../v2|must have no . or .. segment in its path prefix",
                "a/./v2|must have no . or .. segment in its path prefix",
                "a/v1/%2E.|must have no . or .. segment in its path prefix",
                "a/v1%2fv2|must have no backslash and no encoded slash in its path prefix",
                "a/v1\\v2|must have no backslash and no encoded slash in its path prefix",
                "a//v1|must have no empty segment in its path prefix",
                "a/v1/*|must have a path prefix of plain segments, without ; or *",
                "a/v1;x|must have a path prefix of plain segments, without ; or *"
            })
    void saysWhichRuleIsBroken(String text, String rule) {
        Exception broken = assertThrows(IllegalArgumentException.class, () -> UrlPattern.parse(text));
        assertEquals(rule, broken.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a_b", "10.0.0.1:8080", "xn--bcher-kva.example", "a/v1.2", "a/..v1", "a/v..", "a/%C3%A9"})
    void acceptsWhatLooksUnusualButIsPlain(String text) {
        assertEquals(text, UrlPattern.parse(text).toString());
    }
}
