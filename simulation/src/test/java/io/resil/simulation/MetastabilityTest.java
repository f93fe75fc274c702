package io.resil.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The claims of {@code docs/simulation.md}, each with several seeds. */
class MetastabilityTest {

    /** The built-in recovery time, and what a probe and the last of the queue take. */
    private static final int RECOVERY_SECONDS = 60 + 15;

    /** Seconds after the trigger, for those who have recovered by then. */
    private static final int WATCHED = 180;

    private static final Scenario STOP = Scenario.of(Trigger.stop(10));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOverloadOutlivesItsTriggerWithNaiveRetries(long seed) {
        for (ClientKind kind : new ClientKind[] {ClientKind.NAIVE, ClientKind.NAIVE_WAITING}) {
            Run run = Simulation.run(STOP, kind, seed);

            assertTrue(run.goodputBefore() > 150, kind.name());
            assertEquals(OptionalInt.empty(), run.recovery(), kind.name());
            assertEquals(0, run.goodputOfLastMinute(), kind.name());
            assertTrue(run.amplificationAfter(Scenario.AFTER) > 3.9, kind.name());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theOverloadEndsWithoutRetries(long seed) {
        assertTrue(seconds(Simulation.run(STOP.watchedFor(WATCHED), ClientKind.NO_RETRIES, seed)) < 60);
    }

    static Stream<Trigger> triggers() {
        return Stream.of(
                Trigger.stop(10),
                Trigger.stop(120),
                Trigger.halfCapacity(30),
                Trigger.spike(30),
                Trigger.crash(10),
                Trigger.crash(120));
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void theOverloadEndsWithItsTriggerUnderTheAgent(Trigger trigger) {
        for (ClientKind kind :
                new ClientKind[] {ClientKind.AGENT, ClientKind.AGENT_TIMEOUTS, ClientKind.NAIVE_OVER_AGENT}) {
            for (long seed = 1; seed <= 3; seed++) {
                Run run = Simulation.run(Scenario.of(trigger).watchedFor(WATCHED), kind, seed);

                assertTrue(seconds(run) <= RECOVERY_SECONDS, kind.name() + ": " + run.recovery());
                assertTrue(run.goodputOfLastMinute() > 150, kind.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void aShortRecoveryTimeBringsTheServiceBackWithinSeconds(Trigger trigger) {
        assertTrue(seconds(Simulation.run(Scenario.of(trigger).watchedFor(WATCHED), ClientKind.AGENT_PROBING_SOON, 1))
                <= 10);
    }

    /** Without the breaker too, which would hide most of what the budget does. */
    @ParameterizedTest
    @MethodSource("triggers")
    void theAgentNeverAddsMoreLoadThanTheShareOfItsBudget(Trigger trigger) {
        for (ClientKind kind : new ClientKind[] {
            ClientKind.AGENT,
            ClientKind.AGENT_TIMEOUTS,
            ClientKind.AGENT_NO_BREAKER,
            ClientKind.AGENT_TIMEOUTS_NO_BREAKER
        }) {
            Run run = Simulation.run(Scenario.of(trigger).watchedFor(WATCHED), kind, 1);
            int end = run.timeline().seconds();
            double calls = run.timeline().calls(0, end);
            double share = 0.2 * calls + run.scenario().clients() * (100 + 10.0 * end);

            // in any stretch of time, at each client: no more than a full bucket beyond its share
            assertTrue(run.mostRetriesBeyondBudget() <= 100.001, kind.name() + run.mostRetriesBeyondBudget());
            assertTrue(run.timeline().load(0, end) * end <= calls + share, kind.name());
        }
    }

    /** The floor of 10 a second for each client lets the four of them ask for more than the service has to spare. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aBudgetAloneDoesNotEndTheOverloadWhereTimeoutsAreRetried(long seed) {
        assertEquals(
                OptionalInt.empty(),
                Simulation.run(STOP.watchedFor(600), ClientKind.AGENT_TIMEOUTS_NO_BREAKER, seed)
                        .recovery());
    }

    private static int seconds(Run run) {
        return run.recovery().orElse(Integer.MAX_VALUE);
    }
}
