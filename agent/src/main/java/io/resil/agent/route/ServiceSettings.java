package io.resil.agent.route;

import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.fallback.FallbackSettings;
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

    /** Calls in flight at once; 0 for no limit. */
    public final int maxConcurrent;

    /** Null: none. */
    public final @Nullable FallbackSettings fallback;

    /** Without a limit on concurrent calls and without a fallback. */
    public ServiceSettings(
            String id,
            String name,
            List<UrlPattern> urls,
            Mode mode,
            TimeoutSettings timeouts,
            @Nullable RetrySettings retry,
            @Nullable BreakerSettings breaker,
            @Nullable TokenSettings token) {
        this(id, name, urls, mode, timeouts, retry, breaker, token, 0, null);
    }

    public ServiceSettings(
            String id,
            String name,
            List<UrlPattern> urls,
            Mode mode,
            TimeoutSettings timeouts,
            @Nullable RetrySettings retry,
            @Nullable BreakerSettings breaker,
            @Nullable TokenSettings token,
            int maxConcurrent,
            @Nullable FallbackSettings fallback) {
        this.id = id;
        this.name = name;
        this.urls = urls;
        this.mode = mode;
        this.timeouts = timeouts;
        this.retry = retry;
        this.breaker = breaker;
        this.token = token;
        this.maxConcurrent = maxConcurrent;
        this.fallback = fallback;
    }
}
