package io.resil.agent.route;

import io.resil.agent.breaker.BreakerListener;
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

    TokenSource tokens(ServiceSettings service, TokenSettings token);
}
