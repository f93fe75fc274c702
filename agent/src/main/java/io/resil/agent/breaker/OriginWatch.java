package io.resil.agent.breaker;

import io.resil.agent.call.CallListener;

/** Watches one origin of a service: its calls and its breaker. Thread-safe; must not throw. */
public interface OriginWatch extends BreakerListener, CallListener {

    /** It has a place among the origins. Called before its first call goes on. */
    default void came(Breaker breaker) {}

    /** It lost its place to another, after its last call has ended. */
    default void gone() {}
}
