package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {

    @ParameterizedTest
    @CsvSource({"0B, 0", "1B, 1", "256KB, 262144", "1MB, 1048576", "64MB, 67108864", "65536KB, 67108864"})
    void readsANumberAndAUnit(String text, int bytes) {
        assertEquals(bytes, Sizes.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "256, 'needs a unit, for example 256KB or 1MB'",
        "-1KB, must not be negative",
        "1.5MB, 'must be a whole number and a unit (B, KB, MB), for example 256KB'",
        "1GB, 'must be a whole number and a unit (B, KB, MB), for example 256KB'",
        "1kb, 'must be a whole number and a unit (B, KB, MB), for example 256KB'",
        "big, 'must be a whole number and a unit (B, KB, MB), for example 256KB'",
        "65MB, must be at most 64MB",
        "99999999999999999999MB, must be at most 64MB"
    })
    void saysWhatIsWrong(String text, String rule) {
        assertEquals(
                rule,
                assertThrows(IllegalArgumentException.class, () -> Sizes.parse(text))
                        .getMessage());
    }
}
