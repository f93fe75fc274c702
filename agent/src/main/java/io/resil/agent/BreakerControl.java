package io.resil.agent;

import io.resil.agent.breaker.Breaker;
import io.resil.agent.breaker.BreakerState;
import io.resil.agent.jmx.BreakerView;
import io.resil.agent.route.Mode;
import io.resil.agent.route.Service;
import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.OriginSnapshot;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.stats.ServiceStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One service, or one origin of it, as an operator reads and commands it; the mode is always the service's. Thread-safe. */
final class BreakerControl implements BreakerView {

    private static final double NANOS_PER_SECOND = 1e9;

    /** By the configuration in force. Of an origin, asked of the control of its service. */
    private volatile Service service;

    private final @Nullable BreakerControl ofService;

    /** Such as {@code at host:port}, for people; empty for that of the service. */
    private final String where;

    /** Null for that of the service, which is another one in another mode. */
    private final @Nullable Breaker ofOrigin;

    private final ServiceStats stats;
    private final long startedMillis;

    BreakerControl(Service service, ServiceStats stats, long startedMillis) {
        this(service, null, "", null, stats, startedMillis);
    }

    private BreakerControl(
            Service service,
            @Nullable BreakerControl ofService,
            String where,
            @Nullable Breaker ofOrigin,
            ServiceStats stats,
            long startedMillis) {
        this.service = service;
        this.ofService = ofService;
        this.where = where;
        this.ofOrigin = ofOrigin;
        this.stats = stats;
        this.startedMillis = startedMillis;
    }

    BreakerControl ofOrigin(String origin, Breaker originBreaker, ServiceStats originStats) {
        return new BreakerControl(service, this, " at " + origin, originBreaker, originStats, startedMillis);
    }

    /** Has the service go on by another configuration, in its own place. */
    synchronized void follow(Service next) {
        next.takeOver(service);
        service = next;
    }

    private Service service() {
        return ofService == null ? service : ofService.service();
    }

    @Override
    public ServiceSnapshot snapshot() {
        Service current = service();
        Breaker breaker = shown();
        return new ServiceSnapshot(
                current.id(),
                current.settings().name + where,
                current.mode().key(),
                breakerSnapshot(breaker),
                stats.counts(),
                origins(breaker));
    }

    private @Nullable Breaker shown() {
        return ofOrigin == null ? service().breaker() : ofOrigin;
    }

    /** A service without a breaker lets everything pass, which is what DISABLED means. */
    private BreakerSnapshot breakerSnapshot(@Nullable Breaker breaker) {
        return breaker == null
                ? new BreakerSnapshot(BreakerState.DISABLED.name(), startedMillis, -1, "", 0, 0)
                : shown(breaker.snapshot(), breaker.settings().failureThreshold);
    }

    private static List<OriginSnapshot> origins(@Nullable Breaker breaker) {
        List<OriginSnapshot> origins = new ArrayList<>();
        if (breaker != null) {
            int threshold = breaker.settings().failureThreshold;
            for (Map.Entry<String, io.resil.agent.breaker.BreakerSnapshot> each :
                    breaker.origins().entrySet()) {
                origins.add(new OriginSnapshot(each.getKey(), shown(each.getValue(), threshold)));
            }
        }
        return origins;
    }

    private static BreakerSnapshot shown(io.resil.agent.breaker.BreakerSnapshot now, int failureThreshold) {
        return new BreakerSnapshot(
                now.state.name(),
                now.sinceMillis,
                now.nanosUntilProbe < 0 ? -1 : now.nanosUntilProbe / NANOS_PER_SECOND,
                now.openedBecause,
                failureThreshold,
                now.consecutiveFailures);
    }

    @Override
    public void forceOpen() {
        breaker().forceOpen();
    }

    @Override
    public void forceClosed() {
        breaker().forceClosed();
    }

    @Override
    public void disable() {
        breaker().disable();
    }

    @Override
    public void enable() {
        breaker().enable();
    }

    private Breaker breaker() {
        Breaker breaker = shown();
        if (breaker == null) {
            throw new IllegalStateException("service " + service().id() + " is configured with breaker: none");
        }
        return breaker;
    }

    @Override
    public void resetStatistics() {
        stats.reset();
    }

    @Override
    public void setMode(String mode) {
        Mode known = Mode.of(mode);
        if (known == null) {
            throw new IllegalArgumentException("mode = " + mode + ": must be " + Mode.WORDS);
        }
        if (ofService == null) {
            setMode(known);
        } else {
            ofService.setMode(known);
        }
    }

    private synchronized void setMode(Mode mode) {
        service.setMode(mode);
    }
}
