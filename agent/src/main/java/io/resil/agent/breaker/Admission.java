package io.resil.agent.breaker;

import org.jspecify.annotations.Nullable;

/** What a call gets that asks a breaker to pass: a {@link Grant} or a {@link Rejection}. */
public interface Admission {

    /**
     * The same as a grant, null when it is none. Every attempt asks, and to ask by {@code instanceof} whether an object
     * implements an interface that it does not searches all that it does, each time.
     */
    default @Nullable Grant grant() {
        return null;
    }
}
