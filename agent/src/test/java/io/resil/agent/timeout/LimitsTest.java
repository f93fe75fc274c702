package io.resil.agent.timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.StagedCall;
import io.resil.agent.call.Verdict;
import io.resil.agent.call.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much time is left. */
class LimitsTest {

    private static StagedCall begunAt(VirtualTime time) {
        StagedCall call = new StagedCall(time).asynchronous(true).thenAnswered(200);
        call.run(new Chain(List.of(), attempt -> Verdict.SUCCESS, new CallListener() {}, time));
        return call;
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -7, Long.MAX_VALUE - 3, Long.MIN_VALUE})
    void deadlineCountsDownWhereverTheClockStands(long start) {
        VirtualTime time = new VirtualTime(start);
        StagedCall call = begunAt(time);
        Deadline deadline = new Deadline(Limit.configured(10));
        assertEquals(10, deadline.leftNanos(call, start));
        assertEquals(1, deadline.leftNanos(call, start + 9));
        assertEquals(0, deadline.leftNanos(call, start + 10));
        assertEquals(-5, deadline.leftNanos(call, start + 15));
    }

    @Test
    void withoutADeadlineTimeNeverEnds() {
        VirtualTime time = new VirtualTime();
        assertEquals(Deadline.NEVER, new Deadline(Limit.NONE).leftNanos(begunAt(time), Long.MAX_VALUE));
    }

    @Test
    void uploadsOfAllAttemptsExtendABuiltInDeadlineOnly() {
        VirtualTime time = new VirtualTime();
        StagedCall call = begunAt(time);
        call.attempt().markUploading(0);
        call.attempt().markUploaded(100);
        call.prepareNextAttempt();
        call.attempt().markUploading(200);
        assertEquals(1000 - 250 + 150, new Deadline(Limit.builtIn(1000)).leftNanos(call, 250));
        assertEquals(1000 - 250, new Deadline(Limit.configured(1000)).leftNanos(call, 250));
    }

    @Test
    void limitsAreValues() {
        assertEquals(Limit.configured(5), Limit.configured(5));
        assertEquals(Limit.configured(5).hashCode(), Limit.configured(5).hashCode());
        assertNotEquals(Limit.configured(5), Limit.builtIn(5));
        assertNotEquals(Limit.configured(5), Limit.configured(6));
        assertFalse(Limit.NONE.exists());
        assertTrue(Limit.builtIn(1).exists());
        assertEquals("none", Limit.NONE.toString());
        assertEquals(
                "1000 ns (built-in)",
                Limit.builtIn(Duration.ofNanos(1000).toNanos()).toString());
        assertEquals("5 ns", Limit.configured(5).toString());
    }
}
