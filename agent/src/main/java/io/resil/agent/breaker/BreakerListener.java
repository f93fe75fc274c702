package io.resil.agent.breaker;

/** Sees the transitions of a breaker. Called on the thread of the call that caused one; thread-safe; must not throw. */
public interface BreakerListener {
    void transitioned(Transition transition);
}
