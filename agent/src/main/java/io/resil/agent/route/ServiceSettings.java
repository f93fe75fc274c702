package io.resil.agent.route;

import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.retry.RetrySettings;
import io.resil.agent.timeout.TimeoutSettings;
import io.resil.agent.token.TokenSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything the configuration says of one service, defaults filled in. Immutable. */
public final class ServiceSettings {

    /** {@code [a-z0-9-]+}: in JMX, metrics, overrides. */
    public final String id;

    /** In logs and messages. */
    public final String name;

    public final List<UrlPattern> urls;

    public final Mode mode;

    public final TimeoutSettings timeouts;

    /** Null: none. */
    public final @Nullable RetrySettings retry;

    /** Null: none. */
    public final @Nullable BreakerSettings breaker;

    /** Null: none. */
    public final @Nullable TokenSettings token;

    public ServiceSettings(
            String id,
            String name,
            List<UrlPattern> urls,
            Mode mode,
            TimeoutSettings timeouts,
            @Nullable RetrySettings retry,
            @Nullable BreakerSettings breaker,
            @Nullable TokenSettings token) {
        this.id = id;
        this.name = name;
        this.urls = urls;
        this.mode = mode;
        this.timeouts = timeouts;
        this.retry = retry;
        this.breaker = breaker;
        this.token = token;
    }
}
