package io.resil.agent.retry;

import io.resil.conformance.concurrency.Linearizability;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever threads do to a budget at once, each token is given once and none is lost. */
@Tag("long")
class RetryBudgetLinearizabilityTest {

    private static final int FULL = 100;

    @Test
    void nearlyEmptyInEachSchedule() {
        Linearizability.modelCheck(NearlyEmpty.class, NearlyEmptyRules.class);
    }

    @Test
    void nearlyFullInEachSchedule() {
        Linearizability.modelCheck(NearlyFull.class, NearlyFullRules.class);
    }

    @Test
    void nearlyEmptyUnderStress() {
        Linearizability.stress(NearlyEmpty.class, NearlyEmptyRules.class);
    }

    /** Each call adds half a token; the clock stands still. */
    public abstract static class Operations {

        private final RetryBudget budget = new RetryBudget(new BudgetSettings(0.5, 10), () -> 0);

        Operations(int taken) {
            for (int i = 0; i < taken; i++) {
                budget.tryTake();
            }
        }

        @Operation
        public void add() {
            budget.add();
        }

        @Operation
        public boolean tryTake() {
            return budget.tryTake();
        }
    }

    /** The same for one thread. */
    public abstract static class Rules {

        private int halves;

        Rules(int taken) {
            halves = 2 * (FULL - taken);
        }

        public void add() {
            halves = Math.min(2 * FULL, halves + 1);
        }

        public boolean tryTake() {
            boolean enough = halves >= 2;
            halves -= enough ? 2 : 0;
            return enough;
        }
    }

    /** Two tokens left. */
    public static class NearlyEmpty extends Operations {
        public NearlyEmpty() {
            super(FULL - 2);
        }
    }

    /** Its rules. */
    public static class NearlyEmptyRules extends Rules {
        public NearlyEmptyRules() {
            super(FULL - 2);
        }
    }

    /** One token taken. */
    public static class NearlyFull extends Operations {
        public NearlyFull() {
            super(1);
        }
    }

    /** Its rules. */
    public static class NearlyFullRules extends Rules {
        public NearlyFullRules() {
            super(1);
        }
    }
}
