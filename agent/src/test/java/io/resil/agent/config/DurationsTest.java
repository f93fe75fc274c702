package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;

class DurationsTest {

    private static final Map<String, Long> NANOS =
            Map.of("ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L, "h", 3_600_000_000_000L);

    @Property
    void areTheNumberTimesTheUnit(
            @ForAll @BigRange(min = "0", max = "8760") @Scale(6) BigDecimal number, @ForAll("units") String unit) {
        BigDecimal nanos = number.multiply(BigDecimal.valueOf(unitNanos(unit)));
        assertEquals(nanos.longValueExact(), Durations.parse(number.toPlainString() + unit));
    }

    @Property
    void areRefusedBeyondAYear(@ForAll("units") String unit, @ForAll("digits") String digits) {
        BigDecimal nanos = new BigDecimal(digits).multiply(BigDecimal.valueOf(unitNanos(unit)));
        Assume.that(nanos.compareTo(BigDecimal.valueOf(Durations.LONGEST)) > 0);
        assertEquals("must be at most 8760h", rule(digits + unit));
    }

    @Property
    void needAUnit(@ForAll @From("digits") String digits) {
        assertEquals("needs a unit, for example 500ms or 15s", rule(digits));
    }

    @Property
    void areReadOrRefusedByARule(@ForAll("scribbles") String text) {
        try {
            long nanos = Durations.parse(text);
            assertEquals(true, nanos >= 0 && nanos <= Durations.LONGEST);
        } catch (IllegalArgumentException e) {
            assertEquals(true, String.valueOf(e.getMessage()).matches("(must|needs) .*"));
        }
    }

    @Example
    void cutOffWhatIsBelowANanosecond() {
        assertEquals(1, Durations.parse("0.0000019ms"));
    }

    @Example
    void areRefusedInOtherForms() {
        String form = "must be a number and a unit (ms, s, m, h), for example 500ms or 15s";
        for (String text :
                new String[] {"", "s", "1d", "1 s", "1S", "1.s", ".5s", "1.2.3s", "1m30s", "1,5s", "+1s", "--1s"}) {
            assertEquals(form, rule(text), text);
        }
        assertEquals("must not be negative", rule("-1s"));
    }

    private static String rule(String text) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Durations.parse(text))
                .getMessage());
    }

    private static long unitNanos(String unit) {
        return NANOS.getOrDefault(unit, 0L);
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of(NANOS.keySet());
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(30);
    }

    @Provide
    Arbitrary<String> scribbles() {
        return Arbitraries.strings().withChars("019.-smh ").ofMaxLength(8);
    }
}
