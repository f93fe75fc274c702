package io.resil.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each known fault of a breaker, put into ours, is noticed by the scenarios, and by the unit tests where those run. */
class MutationsTest {

    private static final Path MUTATIONS = Path.of("mutations");
    private static final Path UNIT_TESTS = Path.of("..", "agent", "target", "test-classes");
    private static final Path REPORT = Path.of("target", "mutations.md");
    private static final List<String> SCENARIOS = List.of(OwnConformanceTest.class.getName());

    @TempDir
    Path folder;

    @Test
    void everyMutationIsCaught() throws Exception {
        List<Mutation> mutations = Mutation.allIn(MUTATIONS);
        assertTrue(mutations.size() >= 10, "too few: " + mutations);
        List<String> unitTests = System.getProperty("mutations.unit-tests") == null ? List.of() : unitTests();
        List<String> report = new ArrayList<>(List.of("| mutation | scenarios | unit tests |", "| --- | --- | --- |"));
        List<String> missed = new ArrayList<>();
        for (Mutation mutation : mutations) {
            Path classes = Files.createDirectory(folder.resolve(mutation.name()));
            List<Path> tests = List.of(MutatedAgent.whereIs(MutationsTest.class), UNIT_TESTS);
            try (MutatedAgent agent = MutatedAgent.with(mutation, classes, tests)) {
                MutatedAgent.Verdicts scenarios = agent.run(SCENARIOS);
                MutatedAgent.Verdicts units = agent.run(unitTests);
                report.add("| " + mutation.story() + " | " + text(scenarios) + " | " + text(units) + " |");
                if (scenarios.failed == 0 || (!unitTests.isEmpty() && units.failed == 0)) {
                    missed.add(mutation.name());
                }
            }
        }
        Files.write(REPORT, report);
        assertEquals(List.of(), missed, "not caught");
    }

    /** Without this, a harness that breaks every test would look as good. */
    @Test
    void agentWithoutMutationFailsNothing() throws Exception {
        Mutation none = new Mutation(
                "none", "", "io/resil/agent/breaker/State.java", "abstract class State", "abstract class State");
        try (MutatedAgent agent = MutatedAgent.with(none, folder, List.of(MutatedAgent.whereIs(MutationsTest.class)))) {
            MutatedAgent.Verdicts verdicts = agent.run(SCENARIOS);
            assertEquals(0, verdicts.failed);
            assertNotEquals(0, verdicts.passed);
        }
    }

    private static String text(MutatedAgent.Verdicts verdicts) {
        int all = verdicts.passed + verdicts.failed;
        return all == 0
                ? "not run"
                : verdicts.failed == 0 ? "**not caught**" : "caught by " + verdicts.failed + " of " + all;
    }

    private static List<String> unitTests() throws IOException {
        Path breaker = UNIT_TESTS.resolve(Path.of("io", "resil", "agent", "breaker"));
        if (!Files.isDirectory(breaker)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(breaker)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.class"))
                    .map(name -> "io.resil.agent.breaker." + name.substring(0, name.length() - ".class".length()))
                    .sorted()
                    .toList();
        }
    }
}
