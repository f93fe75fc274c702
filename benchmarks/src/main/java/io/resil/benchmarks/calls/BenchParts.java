package io.resil.benchmarks.calls;

import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.ListenerPair;
import io.resil.agent.call.Ticker;
import io.resil.agent.log.CallLog;
import io.resil.agent.log.Level;
import io.resil.agent.log.Log;
import io.resil.agent.retry.Retry;
import io.resil.agent.route.Parts;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.stats.ServiceStats;
import io.resil.agent.timeout.TimerThread;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** As in production: real time, real chance, calls counted and logged from INFO on; but the log leads nowhere. */
final class BenchParts implements Parts {

    private static final Timers TIMERS = new TimerThread((place, fault) -> fault.printStackTrace());

    private final Log log = new Log(Level.INFO, new Nowhere());

    @Override
    public Ticker ticker() {
        return Ticker.SYSTEM;
    }

    @Override
    public LongSupplier wallMillis() {
        return System::currentTimeMillis;
    }

    @Override
    public Timers timers() {
        return TIMERS;
    }

    @Override
    public DoubleSupplier random() {
        return Retry.RANDOM;
    }

    @Override
    public CallListener callListener(ServiceSettings service) {
        return new ListenerPair(
                new ServiceStats(wallMillis()), new CallLog(log.ofService(service.id), service.name, 4));
    }

    @Override
    public BreakerListener breakerListener(ServiceSettings service) {
        return transition -> {};
    }

    @Override
    public TokenSource tokens(ServiceSettings service, TokenSettings token) {
        try {
            return TokenSource.open(token, Ticker.SYSTEM, problem -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
