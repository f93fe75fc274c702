package io.resil.conformance.concurrency;

import io.resil.agent.breaker.Admission;
import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.breaker.BreakerSnapshot;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.breaker.Grant;
import io.resil.agent.breaker.Rejection;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * All that calls and an operator do to a breaker. Each thread has one permit, its latest, which it may give back as often
 * as it likes.
 *
 * <p>The clock stands still, as a breaker reads it a moment before it acts on it. What has passed of a time is told by its
 * length: none, and it is over; one, and it never is.
 */
@Param(name = "thread", gen = ThreadIdGen.class)
public class BreakerOperations {

    static final int THREADS_AT_MOST = 8;

    private final CircuitBreaker breaker;
    private final Grant[] permits = new Grant[THREADS_AT_MOST];

    BreakerOperations(Times times) {
        breaker = new CircuitBreaker(
                new BreakerSettings(Times.THRESHOLD, times.recovery, times.probe, StatusSet.NONE),
                transition -> {},
                () -> 0,
                () -> 0);
    }

    @Operation
    public String acquire(@Param(name = "thread") int thread) {
        Admission admission = breaker.tryAcquire();
        if (admission instanceof Rejection rejection) {
            return "rejected, " + rejection.state();
        }
        Grant grant = (Grant) admission;
        permits[thread] = grant;
        return grant.isProbe() ? "probe" : "passes";
    }

    @Operation
    public void end(@Param(name = "thread") int thread, Verdict verdict) {
        Grant permit = permits[thread];
        if (permit != null) {
            breaker.record(permit, verdict, "");
        }
    }

    @Operation
    public void forceOpen() {
        breaker.forceOpen();
    }

    @Operation
    public void forceClosed() {
        breaker.forceClosed();
    }

    @Operation
    public void disable() {
        breaker.disable();
    }

    @Operation
    public void enable() {
        breaker.enable();
    }

    @Operation
    public String snapshot() {
        BreakerSnapshot snapshot = breaker.snapshot();
        return snapshot.state + ", failures: " + snapshot.consecutiveFailures;
    }

    /** Opens, probes, closes and opens again. */
    public static class Recovering extends BreakerOperations {
        public Recovering() {
            super(Times.RECOVERING);
        }
    }

    /** Once open, open for good. */
    public static class NotRecovering extends BreakerOperations {
        public NotRecovering() {
            super(Times.NOT_RECOVERING);
        }
    }

    /** Each probe is lost as soon as it is sent. */
    public static class LosingProbes extends BreakerOperations {
        public LosingProbes() {
            super(Times.LOSING_PROBES);
        }
    }
}
