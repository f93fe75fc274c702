package io.resil.agent.breaker;

import java.util.Collections;
import java.util.Map;

/** The breaker of a service or of an origin, as an operator reads and commands it. Thread-safe. */
public interface Breaker {

    BreakerSnapshot snapshot();

    /** That of the {@link #snapshot()}, for less: it is asked at each transition, of all origins. */
    BreakerState state();

    BreakerSettings settings();

    /** Rejects every call until {@link #enable()} or {@link #forceClosed()}. */
    void forceOpen();

    /** Closes it and forgets its failures; lifts a forced state. */
    void forceClosed();

    /** Lets every call pass, uncounted, until {@link #enable()} or {@link #forceClosed()}. */
    void disable();

    /** Lifts {@link #forceOpen()} and {@link #disable()}: it starts CLOSED. */
    void enable();

    /** FORCED_OPEN or DISABLED while an operator has it so, for all of its origins; else CLOSED. */
    BreakerState forcedState();

    /**
     * Goes on by other settings from now on: the state, its failures and its permits stay, as does a recovery time that
     * is running; shares of calls are counted anew where their rule changed. Not whether there is one for each origin.
     *
     * @param serviceName of the service in messages
     */
    void reconfigure(BreakerSettings newSettings, String serviceName);

    /** Whoever watches its origins hears of those that are there, and of all that come and go from now on. */
    default void show() {}

    /** To whoever watches its origins, they are gone, as long as it is not {@linkplain #show shown} again. */
    default void hide() {}

    /** Each origin by its {@code host:port}, in order; empty where origins are not told apart. */
    default Map<String, BreakerSnapshot> origins() {
        return Collections.emptyMap();
    }
}
