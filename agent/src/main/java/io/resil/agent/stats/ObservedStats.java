package io.resil.agent.stats;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Verdict;
import io.resil.agent.call.WouldHave;

/** Counts what the policies of a service would have done while it is only observed. Thread-safe. */
final class ObservedStats {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Counter rejected = new Counter();
    private final Counter rejectedSuccesses = new Counter();
    private final Counter retried = new Counter();
    private final Counter timedOut = new Counter();
    private final Counter fallenBack = new Counter();
    private final Counter threadNanos = new Counter();

    void count(Attempt attempt, WouldHave been, long nanos) {
        counterOf(been).increment();
        if (been == WouldHave.BEEN_REJECTED && attempt.verdict() == Verdict.SUCCESS) {
            rejectedSuccesses.increment();
        }
        threadNanos.add(nanos);
    }

    private Counter counterOf(WouldHave been) {
        switch (been) {
            case BEEN_REJECTED:
                return rejected;
            case TIMED_OUT:
                return timedOut;
            case BEEN_RETRIED:
                return retried;
            case FALLEN_BACK:
                return fallenBack;
        }
        throw new IllegalArgumentException(been.name());
    }

    /** Resets disregarded. */
    long rejectedEver() {
        return rejected.total();
    }

    ObservedCounts counts() {
        return new ObservedCounts(
                rejected.value(),
                rejectedSuccesses.value(),
                retried.value(),
                timedOut.value(),
                fallenBack.value(),
                threadNanos.value() / NANOS_PER_SECOND);
    }

    void reset() {
        rejected.reset();
        rejectedSuccesses.reset();
        retried.reset();
        timedOut.reset();
        fallenBack.reset();
        threadNanos.reset();
    }
}
