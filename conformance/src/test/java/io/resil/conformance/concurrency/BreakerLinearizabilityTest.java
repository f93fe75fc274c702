package io.resil.conformance.concurrency;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.call.Verdict;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever threads do to a breaker at once, they see what they would have seen in some order one after the other. */
class BreakerLinearizabilityTest {

    /** Left out of the ordinary build. */
    private static final String LONG = "long";

    @Test
    void recoveringInEachSchedule() {
        Linearizability.modelCheck(BreakerOperations.Recovering.class, BreakerSpecification.Recovering.class);
    }

    @Tag(LONG)
    @Test
    void notRecoveringInEachSchedule() {
        Linearizability.modelCheck(BreakerOperations.NotRecovering.class, BreakerSpecification.NotRecovering.class);
    }

    @Tag(LONG)
    @Test
    void losingProbesInEachSchedule() {
        Linearizability.modelCheck(BreakerOperations.LosingProbes.class, BreakerSpecification.LosingProbes.class);
    }

    @Tag(LONG)
    @Test
    void recoveringUnderStress() {
        Linearizability.stress(BreakerOperations.Recovering.class, BreakerSpecification.Recovering.class);
    }

    /** Without this, a check that finds nothing would look as good. */
    @Tag(LONG)
    @Test
    void breakerThatIsNotMadeForThreadsIsFoundOut() {
        Throwable found = assertThrows(
                Throwable.class,
                () -> Linearizability.modelCheck(NotForThreads.class, BreakerSpecification.Recovering.class));
        assertTrue(found.getMessage().contains("Invalid execution results"), found.getMessage());
    }

    /** The specification itself, let loose. */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class NotForThreads extends BreakerSpecification.Recovering {

        @Override
        @Operation
        public String acquire(@Param(name = "thread") int thread) {
            return super.acquire(thread);
        }

        @Override
        @Operation
        public void end(@Param(name = "thread") int thread, Verdict verdict) {
            super.end(thread, verdict);
        }
    }
}
