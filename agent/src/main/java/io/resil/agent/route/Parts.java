package io.resil.agent.route;

import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.breaker.OriginWatch;
import io.resil.agent.breaker.OriginWatches;
import io.resil.agent.breaker.Transition;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ticker;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** What services are made with: time, chance, and who watches them. */
public interface Parts {

    Ticker ticker();

    /** Wall-clock milliseconds, for readers. */
    LongSupplier wallMillis();

    Timers timers();

    /** Draws evenly from [0, 1), for waits that differ. */
    DoubleSupplier random();

    CallListener callListener(ServiceSettings service);

    BreakerListener breakerListener(ServiceSettings service);

    /** Who watches the origins of a service that has a breaker for each; whoever watches the service, if nobody else. */
    default OriginWatches originWatches(ServiceSettings service) {
        BreakerListener breakers = breakerListener(service);
        return new OriginWatches() {
            @Override
            public OriginWatch of(String origin) {
                return new OriginWatch() {
                    @Override
                    public void transitioned(Transition transition) {
                        breakers.transitioned(transition);
                    }
                };
            }
        };
    }

    /** The same while the service is only observed: its watchers say so, and count the same calls. */
    default Parts whileObserving() {
        return this;
    }

    TokenSource tokens(ServiceSettings service, TokenSettings token);
}
