package io.resil.agent.route;

import io.resil.agent.breaker.BreakerListener;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Ticker;
import io.resil.agent.timeout.Timers;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.util.function.LongSupplier;

/** What services are made with: time, and who watches them. */
public interface Parts {

    Ticker ticker();

    /** Wall-clock milliseconds, for readers. */
    LongSupplier wallMillis();

    Timers timers();

    CallListener callListener(ServiceSettings service);

    BreakerListener breakerListener(ServiceSettings service);

    TokenSource tokens(ServiceSettings service, TokenSettings token);
}
