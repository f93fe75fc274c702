package io.resil.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The agent's policies do what is right in every scenario. */
class OwnConformanceTest {

    private final Subject subject = new ResilSubject();

    @TestFactory
    Stream<DynamicTest> allScenarios() {
        return Matrix.allScenarios().stream()
                .map(scenario -> dynamicTest(
                        scenario.rule(),
                        () -> assertEquals(new Outcome(Outcome.Kind.PASS, ""), scenario.playedBy(subject))));
    }
}
