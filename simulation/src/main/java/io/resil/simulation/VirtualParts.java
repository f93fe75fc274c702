package io.resil.simulation;

import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ticker;
import io.resil.agent.retry.BudgetSettings;
import io.resil.agent.route.Parts;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** What the agent's services are made with here: virtual time, seeded chance, and a count of retries. */
final class VirtualParts implements Parts {

    private static final BudgetSettings NONE = new BudgetSettings(0, 0);

    private final EventQueue events;
    private final Chance chance;
    private RetryCount retries;

    VirtualParts(EventQueue events, Chance chance) {
        this.events = events;
        this.chance = chance;
        this.retries = new RetryCount(NONE, events);
    }

    /** Of the one service. */
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
        BudgetSettings budget = service.retry == null ? null : service.retry.budget;
        retries = new RetryCount(budget == null ? NONE : budget, events);
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
