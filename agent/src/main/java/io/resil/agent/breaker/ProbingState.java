package io.resil.agent.breaker;

import io.resil.agent.call.Permit;
import io.resil.agent.call.Verdict;
import org.jspecify.annotations.Nullable;

/** HALF_OPEN with a probe under way, which alone decides; until it ends or is lost, no other call passes. */
final class ProbingState extends State implements Rejection {

    final Probe probe;

    private final Outage outage;
    private final long probeSince;

    ProbingState(
            CircuitBreaker breaker,
            BreakerSettings settings,
            long sinceMillis,
            String reason,
            Outage outage,
            long probeSince) {
        this(new Probe(breaker), settings, sinceMillis, reason, outage, probeSince);
    }

    private ProbingState(
            Probe probe, BreakerSettings settings, long sinceMillis, String reason, Outage outage, long probeSince) {
        super(probe.breaker(), settings, sinceMillis, reason);
        this.probe = probe;
        this.outage = outage;
        this.probeSince = probeSince;
    }

    @Override
    State with(BreakerSettings newSettings) {
        return new ProbingState(probe, newSettings, sinceMillis, reason, outage, probeSince);
    }

    @Override
    public BreakerState state() {
        return BreakerState.HALF_OPEN;
    }

    @Override
    Admission admission() {
        return this;
    }

    /** A lost probe gives its place to the next call. */
    @Override
    @Nullable
    ProbingState probing() {
        long now = breaker.now();
        return isLost(now) ? new ProbingState(breaker, settings, sinceMillis, reason, outage, now) : null;
    }

    @Override
    State after(Permit permit, Verdict verdict, String failure, @Nullable String brokenRule) {
        if (permit != probe) {
            return this;
        }
        long now = breaker.now();
        if (isLost(now)) {
            return this;
        }
        switch (verdict) {
            case SUCCESS:
                return new ClosedState(
                        breaker, settings, breaker.wallMillis(), CircuitBreaker.RECOVERED, outage.openedBecause);
            case FAILURE:
                return new OpenState(breaker, settings, outage.afterFailedProbe(failure), now);
            default:
                return new HalfOpenState(breaker, settings, sinceMillis, reason, outage);
        }
    }

    private boolean isLost(long now) {
        return nanosUntilPlace(now) == 0;
    }

    @Override
    public String openedBecause() {
        return outage.openedBecause;
    }

    @Override
    public long nanosUntilProbe(long now) {
        return 0;
    }

    @Override
    long nanosUntilPlace(long now) {
        return Math.max(0, settings.probeNanos - (now - probeSince));
    }

    @Override
    long nanosOpen(long now) {
        return now - outage.since;
    }
}
