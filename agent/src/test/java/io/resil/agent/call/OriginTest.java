package io.resil.agent.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "http, chroma, 6003, chroma:6003",
        "http, Chroma.Internal, -1, chroma.internal:80",
        "HTTPS, CHROMA, -1, chroma:443",
        "https, chroma, 0, chroma:443",
        "http, chroma., 80, chroma:80",
        "http, [::1], 8080, [::1]:8080",
        "http, ::1, 8080, [::1]:8080",
        "https, [FE80::A], -1, [fe80::a]:443"
    })
    void isWrittenAsHostInLowerCaseAndPort(String scheme, String host, int port, String text) {
        assertEquals(text, Origin.of(scheme, host, port).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "http, chroma, 80, HTTP, CHROMA, -1",
        "https, chroma., -1, http, Chroma, 443",
        "http, [::A], 1, http, ::a, 1",
        "http, \u0130x, 1, http, i\u0307x, 2",
    })
    void isTheSameHoweverItIsWritten(String scheme, String host, int port, String scheme2, String host2, int port2) {
        Origin one = Origin.of(scheme, host, port);
        Origin other = Origin.of(scheme2, host2, port2);
        assertEquals(port2 != 2, one.equals(other));
        if (one.equals(other)) {
            assertEquals(one.hashCode(), other.hashCode());
        }
    }

    @Test
    void isAnotherForAnotherHostOrPort() {
        assertNotEquals(Origin.of("http", "a", 80), Origin.of("http", "b", 80));
        assertNotEquals(Origin.of("http", "a", 80), Origin.of("https", "a", -1));
        assertNotEquals(Origin.UNKNOWN, Origin.of("http", "a", 80));
        assertEquals("unknown origin", Origin.UNKNOWN.toString());
    }
}
