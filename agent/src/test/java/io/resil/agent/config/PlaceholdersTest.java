package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {

    private final Placeholders placeholders = new Placeholders(new Variables(
            Map.of("BOTH", "property", "a.b-c", "dotted"),
            Map.of("BOTH", "environment", "HOST", "chroma", "EMPTY", "", "NESTED", "${HOST}")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain $1.00 {x} $ $$|plain $1.00 {x} $ $$",
                "${HOST}|chroma",
                "${BOTH}|property",
                "${a.b-c}|dotted",
                "http://${HOST}:${PORT:-80}/${HOST}|http://chroma:80/chroma",
                "${HOST:-other}|chroma",
                "[${MISSING:-}]|[]",
                "[${EMPTY}]|[]",
                "${EMPTY:-default}|default",
                "${MISSING:-${HOST}}|chroma",
                "${MISSING:-http://${OTHER:-x}:1}|http://x:1",
                "$${HOST}|${HOST}",
                "${MISSING:-$${HOST}|${HOST",
                "${NESTED}|${HOST}"
            })
    void fillsIn(String written, String text) {
        assertEquals(text, placeholders.fill(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "${MISSING}|MISSING is set neither as system property nor in the environment, and has no default",
                "${HOST|must write placeholders as ${NAME} or ${NAME:-default}; a literal ${ is written $${",
                "${}|must write placeholders as ${NAME} or ${NAME:-default}; a literal ${ is written $${",
                "${:-x}|must write placeholders as ${NAME} or ${NAME:-default}; a literal ${ is written $${",
                "${HOST:x}|must write placeholders as ${NAME} or ${NAME:-default}; a literal ${ is written $${",
                "${A B}|must write placeholders as ${NAME} or ${NAME:-default}; a literal ${ is written $${",
                "${MISSING:-x|must close each ${ by a }; a literal ${ is written $${"
            })
    void saysWhatIsWrong(String written, String rule) {
        Exception broken = assertThrows(IllegalArgumentException.class, () -> placeholders.fill(written));
        assertEquals(rule, broken.getMessage());
    }

    @Test
    void areFilledInInAnyScalarAndReportedWithTheirLine() {
        ConfigurationText text = ConfigurationText.ofService(
                """
                timeout: ${TIMEOUT}
                retry: { statuses: ["${STATUS:-503}"], max-retries: "${RETRIES}" }
                """);
        assertEquals(
                List.of(
                        "resil.yaml:4: services.a.timeout = ${TIMEOUT} (15): needs a unit, for example 500ms or 15s",
                        "resil.yaml:5: services.a.retry.max-retries = ${RETRIES}: RETRIES is set neither as system property"
                                + " nor in the environment, and has no default"),
                text.withVariable("TIMEOUT", "15").problems());
    }
}
