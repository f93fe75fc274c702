package io.resil.agent.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final long NOW = Instant.parse("1994-11-06T08:49:30Z").toEpochMilli();

    @Test
    void countsSeconds() {
        assertEquals(TimeUnit.SECONDS.toNanos(120), RetryAfter.nanos(" 120 ", NOW));
        assertEquals(0, RetryAfter.nanos("0", NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994",
            })
    void understandsDates(String date) {
        assertEquals(TimeUnit.SECONDS.toNanos(7), RetryAfter.nanos(date, NOW));
    }

    @Test
    void understandsTheObsoleteDateWithTwoDigitsOfYear() {
        long now = Instant.parse("2026-11-24T08:00:00Z").toEpochMilli();
        assertEquals(TimeUnit.SECONDS.toNanos(5), RetryAfter.nanos("Tuesday, 24-Nov-26 08:00:05 GMT", now));
    }

    @Test
    void doesNotWaitForADateThatHasPassed() {
        assertEquals(0, RetryAfter.nanos("Sun, 06 Nov 1994 08:49:00 GMT", NOW));
    }

    @Test
    void waitsForeverRatherThanOverflow() {
        assertEquals(Long.MAX_VALUE, RetryAfter.nanos("99999999999999999999", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "5s", "1.5", "Sun, 99 Nov 1994 08:49:37 GMT"})
    void ignoresWhatItDoesNotUnderstand(String value) {
        assertEquals(-1, RetryAfter.nanos(value, NOW));
        assertEquals(-1, RetryAfter.nanos(null));
    }
}
