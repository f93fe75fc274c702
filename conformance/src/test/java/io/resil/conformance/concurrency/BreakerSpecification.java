package io.resil.conformance.concurrency;

import io.resil.agent.breaker.BreakerState;
import io.resil.agent.call.Verdict;
import org.jspecify.annotations.Nullable;

/** The rules of a breaker as one thread would keep them: some fields, and nothing to make them safe for more. */
public class BreakerSpecification {

    /** A call that passed: a probe, or in which epoch. Told apart by identity. */
    private static final class Call {

        final boolean isProbe;
        final int epoch;

        Call(boolean isProbe, int epoch) {
            this.isProbe = isProbe;
            this.epoch = epoch;
        }
    }

    private static final int COUNTS_NOWHERE = -1;

    private final Times times;
    private final @Nullable Call[] permits = new Call[BreakerOperations.THREADS_AT_MOST];
    private BreakerState state = BreakerState.CLOSED;
    private int epoch;
    private int failures;
    private @Nullable Call probe;

    BreakerSpecification(Times times) {
        this.times = times;
    }

    public String acquire(int thread) {
        return switch (state) {
            case CLOSED -> pass(thread, new Call(false, epoch));
            case DISABLED -> pass(thread, new Call(false, COUNTS_NOWHERE));
            case OPEN -> times.recovery > 0 ? reject() : startProbe(thread);
            case HALF_OPEN -> probe != null && times.probe > 0 ? reject() : startProbe(thread);
            case FORCED_OPEN -> reject();
        };
    }

    private String pass(int thread, Call call) {
        permits[thread] = call;
        return call.isProbe ? "probe" : "passes";
    }

    private String reject() {
        return "rejected, " + state;
    }

    private String startProbe(int thread) {
        if (state != BreakerState.HALF_OPEN) {
            enter(BreakerState.HALF_OPEN);
        }
        probe = new Call(true, epoch);
        return pass(thread, probe);
    }

    private void enter(BreakerState next) {
        state = next;
        epoch++;
        failures = 0;
        probe = null;
    }

    public void end(int thread, Verdict verdict) {
        Call call = permits[thread];
        if (call == null) {
            return;
        }
        if (state == BreakerState.CLOSED && call.epoch == epoch) {
            endWhileClosed(verdict);
        } else if (state == BreakerState.HALF_OPEN && call == probe && times.probe > 0) {
            endOfProbe(verdict);
        }
    }

    private void endWhileClosed(Verdict verdict) {
        if (verdict == Verdict.SUCCESS) {
            failures = 0;
        } else if (verdict == Verdict.FAILURE && ++failures == Times.THRESHOLD) {
            enter(BreakerState.OPEN);
        }
    }

    private void endOfProbe(Verdict verdict) {
        if (verdict == Verdict.SUCCESS) {
            enter(BreakerState.CLOSED);
        } else if (verdict == Verdict.FAILURE) {
            enter(BreakerState.OPEN);
        } else {
            probe = null;
        }
    }

    public void forceOpen() {
        if (state != BreakerState.FORCED_OPEN) {
            enter(BreakerState.FORCED_OPEN);
        }
    }

    public void forceClosed() {
        enter(BreakerState.CLOSED);
    }

    public void disable() {
        if (state != BreakerState.DISABLED) {
            enter(BreakerState.DISABLED);
        }
    }

    public void enable() {
        if (state == BreakerState.FORCED_OPEN || state == BreakerState.DISABLED) {
            enter(BreakerState.CLOSED);
        }
    }

    public String snapshot() {
        return state + ", failures: " + failures;
    }

    /** Of {@link BreakerOperations.Recovering}. */
    public static class Recovering extends BreakerSpecification {
        public Recovering() {
            super(Times.RECOVERING);
        }
    }

    /** Of {@link BreakerOperations.NotRecovering}. */
    public static class NotRecovering extends BreakerSpecification {
        public NotRecovering() {
            super(Times.NOT_RECOVERING);
        }
    }

    /** Of {@link BreakerOperations.LosingProbes}. */
    public static class LosingProbes extends BreakerSpecification {
        public LosingProbes() {
            super(Times.LOSING_PROBES);
        }
    }
}
