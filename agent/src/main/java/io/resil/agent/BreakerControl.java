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
import io.resil.agent.stats.StateClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One service, or one origin of it, as an operator reads and commands it; the mode is always the service's. Thread-safe. */
final class BreakerControl implements BreakerView, StateClock.Source {

    private static final double NANOS_PER_SECOND = 1e9;

    /** By the configuration in force. Of an origin, asked of the control of its service. */
    private volatile Service service;

    private final ServiceWatch watch;
    private final @Nullable BreakerControl ofService;

    /** {@code host:port}; empty for that of the service. */
    private final String origin;

    /** Null for that of the service, which is another one in another mode. */
    private final @Nullable Breaker ofOrigin;

    private final ServiceStats stats;
    private final long startedMillis;

    BreakerControl(Service service, ServiceWatch watch, long startedMillis) {
        this(service, watch, null, "", null, watch.stats(), startedMillis);
    }

    private BreakerControl(
            Service service,
            ServiceWatch watch,
            @Nullable BreakerControl ofService,
            String origin,
            @Nullable Breaker ofOrigin,
            ServiceStats stats,
            long startedMillis) {
        this.service = service;
        this.watch = watch;
        this.ofService = ofService;
        this.origin = origin;
        this.ofOrigin = ofOrigin;
        this.stats = stats;
        this.startedMillis = startedMillis;
    }

    BreakerControl ofOrigin(String name, Breaker originBreaker, ServiceStats originStats) {
        return new BreakerControl(service, watch, this, name, originBreaker, originStats, startedMillis);
    }

    /** Has the service go on by another configuration, in its own place. */
    synchronized void follow(Service next) {
        next.takeOver(service);
        service = next;
        watch.changed();
    }

    private Service service() {
        return ofService == null ? service : ofService.service();
    }

    /** Of the service, whichever breaker this is of. */
    Mode mode() {
        return service().mode();
    }

    BreakerState breakerState() {
        Breaker breaker = shown();
        return breaker == null ? BreakerState.DISABLED : breaker.state();
    }

    @Override
    public String state() {
        return breakerState().name();
    }

    OpenReminder reminder() {
        return watch.reminder(this);
    }

    @Override
    public ServiceSnapshot snapshot() {
        Service current = service();
        Breaker breaker = shown();
        return new ServiceSnapshot(
                current.id(),
                current.settings().name + (origin.isEmpty() ? "" : " at " + origin),
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
        String before = before();
        breaker().forceOpen();
        watch.notes().commanded(origin, "forceOpen", before);
    }

    @Override
    public void forceClosed() {
        String before = before();
        breaker().forceClosed();
        watch.notes().commanded(origin, "forceClosed", before);
    }

    @Override
    public void disable() {
        String before = before();
        breaker().disable();
        watch.notes().commanded(origin, "disable", before);
    }

    @Override
    public void enable() {
        String before = before();
        breaker().enable();
        watch.notes().commanded(origin, "enable", before);
    }

    private String before() {
        return service.mode() == Mode.OBSERVE ? state() + ", observing" : state();
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
        watch.notes().commanded(origin, "resetStatistics", before());
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
        String before = service.mode().key();
        service.setMode(mode);
        watch.notes().commanded("", "setMode " + mode.key(), before);
        watch.changed();
    }
}
