package io.resil.benchmarks.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.benchmarks.Median;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String NAME = "ours / theirs";

    @Test
    void whatIsMuchWorseAndApartRegressed() {
        assertEquals(Standing.REGRESSED, lower(spread(1.0, 0.98, 1.02), spread(1.2, 1.15, 1.25)));
        assertEquals(Standing.REGRESSED, higher(spread(1.0, 0.98, 1.02), spread(0.8, 0.75, 0.85)));
    }

    @Test
    void whatIsMuchBetterAndApartIsBetter() {
        assertEquals(Standing.BETTER, lower(spread(1.2, 1.15, 1.25), spread(1.0, 0.98, 1.02)));
        assertEquals(Standing.BETTER, higher(spread(0.8, 0.75, 0.85), spread(1.0, 0.98, 1.02)));
    }

    @Test
    void whatIsApartByLessThanTheNoiseOfAMachineIsTheSame() {
        assertEquals(Standing.SAME, lower(spread(1.0, 0.99, 1.01), spread(1.09, 1.08, 1.10)));
        assertEquals(Standing.SAME, higher(spread(1.0, 0.99, 1.01), spread(0.91, 0.90, 0.92)));
    }

    @Test
    void whatSpreadsIntoTheOtherIsTheSameHoweverFarTheMediansAreApart() {
        assertEquals(Standing.SAME, lower(spread(1.0, 0.5, 1.6), spread(2.0, 1.5, 2.5)));
        assertEquals(Standing.SAME, lower(spread(1.0, 0.9, 1.1), spread(2.0, 1.0, 2.5)));
        assertEquals(Standing.SAME, higher(spread(2.0, 1.5, 2.5), spread(1.0, 0.5, 1.6)));
    }

    @Test
    void aShareThatIsSmallIsJudgedByItsOwnSize() {
        assertEquals(Standing.REGRESSED, lower(spread(0.008, 0.0078, 0.0082), spread(0.012, 0.0115, 0.0125)));
    }

    @Test
    void whatWasAddedAndIsNegativeByNoiseHasNoWayToBeWorseThanItself() {
        assertEquals(Standing.SAME, lower(spread(-0.01, -0.02, 0.01), spread(-0.01, -0.02, 0.01)));
        assertEquals(Standing.REGRESSED, lower(spread(-0.01, -0.02, 0.01), spread(0.05, 0.04, 0.06)));
    }

    @Test
    void whatIsOnOneSideOnlyIsNamed() {
        Ratio ratio = new Ratio(Better.LOWER, spread(1, 1, 1));
        Comparison comparison = new Comparison(Map.of("kept", ratio), Map.of("measured", ratio));
        assertEquals(List.of("kept"), comparison.names(Standing.MISSING));
        assertEquals(List.of("measured"), comparison.names(Standing.NEW));
    }

    @Test
    void onlyWhatRegressedFailsARun() {
        Map<String, Ratio> kept = Map.of(
                "better", new Ratio(Better.LOWER, spread(2, 2, 2)),
                "missing", new Ratio(Better.LOWER, spread(2, 2, 2)));
        Ratio one = new Ratio(Better.LOWER, spread(1, 1, 1));
        assertTrue(new Comparison(kept, Map.of("better", one, "new", one)).holds());
        Ratio three = new Ratio(Better.LOWER, spread(3, 3, 3));
        assertFalse(new Comparison(kept, Map.of("better", three, "new", one)).holds());
    }

    @Test
    void itsTextShowsBothAndTheStanding() {
        Ratio kept = new Ratio(Better.LOWER, spread(1, 0.9, 1.1));
        Ratio now = new Ratio(Better.LOWER, spread(2, 1.9, 2.1));
        String text = new Comparison(Map.of(NAME, kept), Map.of(NAME, now)).toString();
        assertTrue(
                text.contains("| ours / theirs | 1.0000 (0.9000..1.1000) | 2.0000 (1.9000..2.1000) | regressed |"),
                text);
    }

    private static Standing lower(Median kept, Median now) {
        return standing(Better.LOWER, kept, now);
    }

    private static Standing higher(Median kept, Median now) {
        return standing(Better.HIGHER, kept, now);
    }

    private static Standing standing(Better better, Median kept, Median now) {
        return new Finding(NAME, new Ratio(better, kept), new Ratio(better, now)).standing();
    }

    private static Median spread(double median, double lower, double upper) {
        return new Median(median, lower, upper, 9);
    }
}
