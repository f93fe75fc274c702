package io.resil.agent.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Chain;
import io.resil.agent.call.Ending;
import io.resil.agent.call.StagedCall;
import io.resil.agent.timeout.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a service does, and whatever the settings: no schedule breaks its limits. */
class RetrySchedulePropertiesTest {

    enum Outcome {
        REFUSED,
        RESET,
        DEAD_CONNECTION,
        UNAVAILABLE,
        UNAVAILABLE_FOR_A_WHILE,
        TLS_REFUSED,
        OK
    }

    record Setting(int maxRetries, int deadlineMillis, int lastingMillis, int askedMillis, double chance) {

        Retrying retrying() {
            Retrying retrying = new Retrying();
            retrying.maxRetries = maxRetries;
            retrying.deadline =
                    Limit.configured(Duration.ofMillis(deadlineMillis).toNanos());
            retrying.chance = chance;
            retrying.maxWaiting = 1;
            return retrying;
        }

        StagedCall call(Retrying retrying, List<Outcome> outcomes) {
            StagedCall call = retrying.call().eachLasting(Duration.ofMillis(lastingMillis));
            outcomes.forEach(outcome -> stage(call, outcome));
            return call.thenAnswered(200);
        }

        private void stage(StagedCall call, Outcome outcome) {
            switch (outcome) {
                case REFUSED -> call.thenEnds(Ending.NEVER_SENT, new IOException("refused"));
                case RESET -> call.thenEnds(Ending.UNANSWERED, new IOException("reset"));
                case DEAD_CONNECTION -> call.thenEnds(Ending.STALE_CONNECTION, new IOException("closed"));
                case TLS_REFUSED -> call.thenEnds(Ending.TLS_REFUSED, new IOException("certificate"));
                case UNAVAILABLE -> call.thenAnswered(503);
                case UNAVAILABLE_FOR_A_WHILE -> call.thenAnswered(503, Duration.ofMillis(askedMillis));
                case OK -> call.thenAnswered(200);
            }
        }
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void noScheduleBreaksItsLimits(
            @ForAll @Size(max = 10) List<Outcome> outcomes,
            @ForAll @IntRange(min = 1, max = 6) int maxRetries,
            @ForAll @IntRange(min = 1, max = 120_000) int deadlineMillis,
            @ForAll @IntRange(min = 0, max = 5_000) int lastingMillis,
            @ForAll @IntRange(min = 0, max = 6_000) int askedMillis,
            @ForAll @DoubleRange(min = 0, max = 0.99) double chance) {
        Setting setting = new Setting(maxRetries, deadlineMillis, lastingMillis, askedMillis, chance);
        Retrying retrying = setting.retrying();
        Chain chain = retrying.chain();
        StagedCall call = setting.call(retrying, outcomes);
        assertTrue(call.run(chain));
        assertAttemptsAreWithinTheirNumber(call, maxRetries);
        assertWaitsAreWithinTheDeadline(call, setting);
        assertEquals(1, call.finished);
        assertSame(call.sent.get(call.sent.size() - 1), call.attempt());
        assertThePlaceIsFree(retrying, chain);
        assertAsynchronousCallDoesTheSame(setting, outcomes, call);
    }

    private static void assertAttemptsAreWithinTheirNumber(StagedCall call, int maxRetries) {
        List<Attempt> retried = call.sent.subList(0, call.sent.size() - 1);
        long afterDeadConnections = retried.stream()
                .filter(one -> one.endedAs(Ending.STALE_CONNECTION))
                .count();
        assertTrue(afterDeadConnections <= 1);
        assertEquals(call.waits.size(), retried.size() - afterDeadConnections);
        assertTrue(call.waits.size() <= maxRetries);
        for (Attempt one : retried) {
            assertTrue(!one.endedAs(Ending.TLS_REFUSED) && one.status() != 200);
        }
    }

    private static void assertWaitsAreWithinTheDeadline(StagedCall call, Setting setting) {
        double mostAsked = 5_000 * (1 + 0.2);
        for (Duration wait : call.waits) {
            assertTrue(wait.toMillis() <= Math.max(30_000, mostAsked), wait::toString);
        }
        Attempt last = call.attempt();
        long lastBegan = last.startedAt() - call.startedAt();
        boolean first = call.sent.size() == 1;
        assertTrue(
                first || lastBegan < Duration.ofMillis(setting.deadlineMillis).toNanos());
    }

    /** With one place to wait in, another call waits if its own deadline lets it. */
    private static void assertThePlaceIsFree(Retrying retrying, Chain chain) {
        long wait = new Backoff(retrying.settings(), retrying.random()).nanos(1);
        StagedCall next =
                retrying.call().thenEnds(Ending.NEVER_SENT, new IOException()).thenAnswered(200);
        next.run(chain);
        assertEquals(wait < retrying.deadline.nanos() ? 2 : 1, next.sent.size());
    }

    private static void assertAsynchronousCallDoesTheSame(
            Setting setting, List<Outcome> outcomes, StagedCall blocking) {
        Retrying retrying = setting.retrying();
        StagedCall call = setting.call(retrying, outcomes).asynchronous(true);
        call.run(retrying.chain());
        retrying.time.pass(Duration.ofHours(1));
        assertEquals(blocking.waits, call.waits);
        assertEquals(blocking.sent.size(), call.sent.size());
        assertEquals(blocking.attempt().ending(), call.attempt().ending());
        assertEquals(blocking.attempt().status(), call.attempt().status());
        assertEquals(1, call.finished);
    }
}
