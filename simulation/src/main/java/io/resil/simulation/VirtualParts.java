package io.resil.simulation;

import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ticker;
import io.resil.agent.route.Parts;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** What the agent's services are made with here: virtual time, seeded chance, and a count of retries. */
final class VirtualParts implements Parts {

    private final EventQueue events;
    private final Chance chance;
    private final RetryCount retries;

    VirtualParts(EventQueue events, Chance chance) {
        this.events = events;
        this.chance = chance;
        this.retries = new RetryCount(events);
    }

    RetryCount retries() {
        return retries;
    }

    @Override
    public Ticker ticker() {
        return events;
    }

    @Override
    public LongSupplier wallMillis() {
        return () -> events.nanos() / 1_000_000;
    }

    @Override
    public Timers timers() {
        return events;
    }

    @Override
    public DoubleSupplier random() {
        return chance::even;
    }

    @Override
    public CallListener callListener(ServiceSettings service) {
        return retries;
    }

    @Override
    public BreakerListener breakerListener(ServiceSettings service) {
        return transition -> {};
    }

    @Override
    public TokenSource tokens(ServiceSettings service, TokenSettings token) {
        throw new UnsupportedOperationException("no tokens here");
    }
}
