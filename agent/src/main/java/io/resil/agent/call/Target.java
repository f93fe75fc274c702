package io.resil.agent.call;

import org.jspecify.annotations.Nullable;

/** The configured service a call is addressed to, as far as the call and the clients need to know it. Thread-safe. */
public interface Target {

    /** The id of the service. */
    String id();

    /** The policies its calls pass; empty of policies when the mode is off. */
    Chain chain();

    /** Whether a hop to this address still goes to the service. Decided by the route, never by a {@code Host} header. */
    boolean covers(String scheme, String host, int port, @Nullable String path);

    /** The name of the header that carries the token; null when the service has none. */
    @Nullable
    String tokenHeader();

    /** Whether the agent retries, so that the client's own replays must stay off inside its attempts. */
    boolean isRetrying();

    /**
     * Whether its calls are only watched. The application then gets the very object that its client has made, also where
     * that is a future, and the adapter {@linkplain Attempt#timeWriting times} what no timer of ours does.
     */
    default boolean isObserving() {
        return false;
    }

    /**
     * Whether an answer of this status to the attempt under way might be retried, and so must be held in memory.
     */
    boolean mightRetry(HttpCall call, int status);

    /** Whether it might be kept from the application for any reason: retried, or replaced by an answer made here. */
    default boolean mightHoldBack(HttpCall call, int status) {
        return mightRetry(call, status);
    }

    /** Whether it will be replaced by an answer made here, unless the call is retried: then nothing of it is needed. */
    default boolean willReplace(HttpCall call, int status) {
        return false;
    }

    /** What keeps good answers of the service; null when nothing does. */
    default @Nullable Keeping keeping() {
        return null;
    }

    /** Longest silence inside a response body, nanoseconds; 0 for no limit. */
    long idleTimeoutNanos();
}
