package io.resil.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page in the documentation is what a run makes of it. */
class ConformancePageTest {

    private static final Path MADE = Path.of("target", "conformance.md");
    private static final Path COMMITTED = Path.of("..", "docs", "conformance.md");

    @Test
    void committedPageIsWhatTheRunMakes() throws Exception {
        Matrix matrix = Matrix.play(List.of(
                new ResilSubject(),
                new Resilience4jSubject(System.getProperty("version.resilience4j", "?")),
                new FailsafeSubject(System.getProperty("version.failsafe", "?")),
                new SmallRyeSubject(System.getProperty("version.smallrye", "?")),
                new SentinelSubject(System.getProperty("version.sentinel", "?"))));
        String page = Page.of(matrix);
        Files.writeString(MADE, page);
        if (System.getProperty("conformance.update") != null) {
            Files.writeString(COMMITTED, page);
        }
        assertEquals(Files.readString(COMMITTED), page, "docs/conformance.md is stale, see its last line");
    }

    @Test
    void remarksAreAboutScenariosThatExist() {
        List<String> known = Matrix.allScenarios().stream().map(Scenario::id).toList();
        for (Subject subject : List.of(
                new Resilience4jSubject(""),
                new FailsafeSubject(""),
                new SmallRyeSubject(""),
                new SentinelSubject(""))) {
            subject.remarks().keySet().forEach(id -> assertTrue(known.contains(id), subject.name() + id));
            subject.lacks().keySet().forEach(id -> assertTrue(known.contains(id), subject.name() + id));
        }
    }
}
