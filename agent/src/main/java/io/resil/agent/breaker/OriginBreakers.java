package io.resil.agent.breaker;

import io.resil.agent.call.CallListener;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Place;
import io.resil.agent.call.Ticker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A breaker for each origin of a service, at most {@value #MOST} at a time, seen as one: it is in the worst state of any,
 * and what it is told to do all of them do, and those that come while a forced state stands. Thread-safe.
 */
public final class OriginBreakers implements Breaker, Guards {

    static final int MOST = 1_000;

    /** Guarded by the lock of the places where it matters that none is missed. */
    private volatile BreakerSettings settings;

    private volatile String name;
    private final OriginPlaces places;
    private final CallListener calls;

    /** Operators take turns, so that all origins end in the state that was commanded last. */
    private final Object operating = new Object();

    /**
     * @param name of the service in messages
     * @param wallMillis wall-clock milliseconds, for readers only
     */
    public OriginBreakers(
            BreakerSettings settings, String name, OriginWatches watches, Ticker ticker, LongSupplier wallMillis) {
        this(settings, name, watches, ticker, wallMillis, MOST);
    }

    OriginBreakers(
            BreakerSettings settings,
            String name,
            OriginWatches watches,
            Ticker ticker,
            LongSupplier wallMillis,
            int most) {
        this.settings = settings;
        this.name = name;
        OriginPlaces.Maker maker = new OriginPlaces.Maker() {
            @Override
            public OriginBreaker make(String origin, BreakerState state, long now) {
                OriginWatch watch = watches.of(origin);
                CircuitBreaker breaker = new CircuitBreaker(
                        OriginBreakers.this.settings, watch, ticker, wallMillis, CircuitBreaker.RANDOM, state);
                return new OriginBreaker(
                        origin, new Guard(breaker, new RejectionText(OriginBreakers.this.name, origin)), watch, now);
            }
        };
        this.places = new OriginPlaces(most, maker, ticker.nanos());
        this.calls = new OriginCalls(places);
    }

    /** Has to hear of the calls of the service before any other listener. */
    public CallListener calls() {
        return calls;
    }

    @Override
    public Guard of(HttpCall call) {
        Place place = call.place();
        return (place instanceof OriginBreaker ? (OriginBreaker) place : places.rest()).guard();
    }

    @Override
    public BreakerSettings settings() {
        return settings;
    }

    @Override
    public BreakerSnapshot snapshot() {
        WorstState worst = new WorstState().add("", places.rest().breaker().snapshot());
        for (OriginBreaker each : places.present()) {
            worst.add(each.origin(), each.breaker().snapshot());
        }
        return worst.snapshot();
    }

    @Override
    public BreakerState state() {
        BreakerState worst = places.rest().breaker().state();
        for (OriginBreaker each : places.present()) {
            worst = WorstState.worse(worst, each.breaker().state());
        }
        return worst;
    }

    @Override
    public Map<String, BreakerSnapshot> origins() {
        Map<String, BreakerSnapshot> snapshots = new TreeMap<>();
        for (OriginBreaker each : places.present()) {
            snapshots.put(each.origin(), each.breaker().snapshot());
        }
        return snapshots;
    }

    @Override
    public void forceOpen() {
        command(BreakerState.FORCED_OPEN, CircuitBreaker::forceOpen);
    }

    @Override
    public void forceClosed() {
        command(BreakerState.CLOSED, CircuitBreaker::forceClosed);
    }

    @Override
    public void disable() {
        command(BreakerState.DISABLED, CircuitBreaker::disable);
    }

    @Override
    public void enable() {
        command(BreakerState.CLOSED, CircuitBreaker::enable);
    }

    private void command(BreakerState laterOnes, Consumer<CircuitBreaker> command) {
        synchronized (operating) {
            List<OriginBreaker> presentOnes = places.beginIn(laterOnes);
            for (OriginBreaker each : presentOnes) {
                command.accept(each.breaker());
            }
        }
    }

    /** All of them do, and those that come. */
    @Override
    public void reconfigure(BreakerSettings newSettings, String newName) {
        synchronized (operating) {
            settings = newSettings;
            name = newName;
            for (OriginBreaker each : places.all()) {
                each.reconfigure(newSettings, newName);
            }
        }
    }

    @Override
    public BreakerState forcedState() {
        return places.begin();
    }

    @Override
    public void show() {
        places.show();
    }

    @Override
    public void hide() {
        places.hide();
    }

    @Override
    public String toString() {
        return "circuit breakers of " + places.present().size() + " origins";
    }
}
