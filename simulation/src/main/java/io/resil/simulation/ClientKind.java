package io.resil.simulation;

import java.time.Duration;

/**
 * A way to call a service.
 *
 * @param name for readers
 */
record ClientKind(String name, Maker maker) {

    private static final long SECOND = 1_000_000_000L;

    /** Makes one client. */
    interface Maker {
        Client make(EventQueue events, Server server, long timeoutNanos, Chance chance);
    }

    static final ClientKind NO_RETRIES = plain("no retries", 0, 0);

    static final ClientKind NAIVE = plain("naive: 3 retries at once", 3, 0);

    static final ClientKind NAIVE_WAITING = plain("naive: 3 retries, 1 s apart", 3, SECOND);

    static final ClientKind AGENT = agent("agent, defaults", "");

    static final ClientKind AGENT_TIMEOUTS = agent("agent, timeouts retried too", "retry: { timeouts: true }");

    Client create(EventQueue events, Server server, long timeoutNanos, Chance chance) {
        return maker.make(events, server, timeoutNanos, chance);
    }

    static ClientKind plain(String name, int retries, long waitNanos) {
        return new ClientKind(
                name,
                (events, server, timeoutNanos, chance) ->
                        new PlainClient(events, server, timeoutNanos, retries, waitNanos));
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
