package io.resil.simulation;

import java.time.Duration;

/**
 * A way to call a service.
 *
 * @param name for readers
 */
record ClientKind(String name, Maker maker) {

    private static final long SECOND = 1_000_000_000L;

    private static final int RETRIES = 3;

    /** Makes one client. */
    interface Maker {
        Client make(EventQueue events, Server server, long timeoutNanos, Chance chance);
    }

    static final ClientKind NO_RETRIES = new ClientKind(
            "no retries", (events, server, timeoutNanos, chance) -> new BareClient(events, server, timeoutNanos));

    static final ClientKind NAIVE = NO_RETRIES.inLoop("naive: 3 retries at once", 0);

    static final ClientKind NAIVE_WAITING = NO_RETRIES.inLoop("naive: 3 retries, 1 s apart", SECOND);

    static final ClientKind AGENT = agent("agent, defaults", "");

    static final ClientKind AGENT_PROBING_SOON =
            agent("agent, recovery-timeout: 5s", "breaker: { recovery-timeout: 5s }");

    static final ClientKind AGENT_TIMEOUTS = agent("agent, timeouts: true", "retry: { timeouts: true }");

    static final ClientKind AGENT_NO_BREAKER = agent("agent, no breaker", "breaker: none");

    static final ClientKind AGENT_TIMEOUTS_NO_BREAKER =
            agent("agent, timeouts: true, no breaker", "retry: { timeouts: true }\nbreaker: none");

    static final ClientKind NAIVE_OVER_AGENT = AGENT.inLoop("naive loop over the agent, defaults", 0);

    Client create(EventQueue events, Server server, long timeoutNanos, Chance chance) {
        return maker.make(events, server, timeoutNanos, chance);
    }

    /** In an application that itself tries again. */
    private ClientKind inLoop(String loopName, long waitNanos) {
        return new ClientKind(
                loopName,
                (events, server, timeoutNanos, chance) ->
                        new RetryLoop(events, create(events, server, timeoutNanos, chance), RETRIES, waitNanos));
    }

    /** @param settings as in a {@code resil.yaml}, one key a line; the timeout of the scenario comes with them */
    static ClientKind agent(String name, String settings) {
        return new ClientKind(
                name,
                (events, server, timeoutNanos, chance) -> new AgentClient(
                        events,
                        server,
                        "timeout: " + Duration.ofNanos(timeoutNanos).toMillis() + "ms\n" + settings,
                        chance));
    }
}
