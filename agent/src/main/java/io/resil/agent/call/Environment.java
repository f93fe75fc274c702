package io.resil.agent.call;

import java.util.concurrent.atomic.LongAdder;

/** What the agent offers to the adapters of the clients. Thread-safe. */
public interface Environment {

    /** The services of the configuration in force. */
    Routes routes();

    Ticker ticker();

    Waiting waiting();

    /** Takes note of a fault of the agent; the application must not notice it. */
    void fault(String place, Throwable fault);

    /** Counts the calls seen by a woven class, for {@code Instrumented}. */
    LongAdder callsSeen(Class<?> woven);

    /**
     * Counts the calls that no service governs.
     *
     * @param client its name, as it is shown
     */
    Funnel funnel(String client);
}
