package io.resil.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "0,0ms",
        "35,35ms",
        "99,99ms",
        "100,0.1s",
        "1100,1.1s",
        "1149,1.1s",
        "1150,1.2s",
        "9949,9.9s",
        "9950,10s",
        "10400,10s",
        "10500,11s",
        "41000,41s",
        "63000,63s"
    })
    void roundsToWhatMatters(long millis, String text) {
        assertEquals(text, Durations.rounded(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    @ParameterizedTest
    @CsvSource({"0,0s", "1,1s", "1000,1s", "40001,41s"})
    void announcesNoProbeTooEarly(long millis, String text) {
        assertEquals(text, Durations.upToSeconds(TimeUnit.MILLISECONDS.toNanos(millis)));
    }
}
