package io.resil.agent.breaker;

/** Makes what watches an origin. Thread-safe; called under a lock, so it only makes. */
public interface OriginWatches {

    /** @param origin {@code host:port} */
    OriginWatch of(String origin);
}
