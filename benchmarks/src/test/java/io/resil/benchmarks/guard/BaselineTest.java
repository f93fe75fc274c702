package io.resil.benchmarks.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resil.benchmarks.Median;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

    private static final Ratio GOOD = new Ratio(Better.LOWER, new Median(0.5, 0.4, 0.6, 9));
    private static final Ratio BAD = new Ratio(Better.HIGHER, new Median(0.25, 0.125, 0.375, 5));

    @TempDir
    Path directory;

    @Test
    void nothingIsKeptWhereThereIsNoFile() throws IOException {
        assertEquals(Map.of(), baseline().read());
    }

    @Test
    void whatWasKeptIsReadAsItWas() throws IOException {
        baseline().keep(Map.of("one", GOOD, "two", BAD));
        assertEquals(Map.of("one", GOOD, "two", BAD), baseline().read());
    }

    @Test
    void whatIsMeasuredAgainIsReplacedAndWhatIsNotStays() throws IOException {
        baseline().keep(Map.of("one", GOOD, "two", GOOD));
        baseline().keep(Map.of("two", BAD, "three", BAD));
        assertEquals(Map.of("one", GOOD, "two", BAD, "three", BAD), baseline().read());
    }

    private Baseline baseline() {
        return new Baseline(directory.resolve("baseline/calls.json"));
    }
}
