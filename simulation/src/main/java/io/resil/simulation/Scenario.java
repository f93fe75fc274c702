package io.resil.simulation;

/**
 * The world of one run.
 *
 * @param load work per second that users ask for, as a share of what the service can do
 * @param cachedShare of all calls, those that need no worker and come on top of that load, 0 to 1
 * @param clients processes that share the calls; each under the agent has its own breaker and its own budget
 * @param timeoutNanos of one attempt
 * @param trigger begins after {@link #BEFORE} seconds, and again each {@code period}
 * @param period seconds from one trigger to the next
 * @param seconds how long users come
 */
record Scenario(
        ServerSettings server,
        double load,
        double cachedShare,
        int clients,
        long timeoutNanos,
        Trigger trigger,
        int period,
        int seconds) {

    /** Seconds of peace before the first trigger. */
    static final int BEFORE = 60;

    /** Seconds watched after the trigger: who has not recovered then, never does. */
    static final int AFTER = 900;

    private static final ServerSettings SERVER = new ServerSettings(20, 100e6, 2_000, Order.OLDEST_FIRST);

    /** The service of the proof: 200 requests a second, used to 80 %, by four clients that wait a second. */
    static Scenario of(Trigger trigger) {
        int seconds = BEFORE + trigger.seconds() + AFTER;
        return new Scenario(SERVER, 0.8, 0, 4, 1_000_000_000L, trigger, seconds, seconds);
    }

    Scenario withLoad(double share) {
        return new Scenario(server, share, cachedShare, clients, timeoutNanos, trigger, period, seconds);
    }

    Scenario withCached(double share) {
        return new Scenario(server, load, share, clients, timeoutNanos, trigger, period, seconds);
    }

    Scenario withClients(int number) {
        return new Scenario(server, load, cachedShare, number, timeoutNanos, trigger, period, seconds);
    }

    Scenario withTimeoutMillis(long millis) {
        return new Scenario(server, load, cachedShare, clients, millis * 1_000_000, trigger, period, seconds);
    }

    Scenario withServer(ServerSettings other) {
        return new Scenario(other, load, cachedShare, clients, timeoutNanos, trigger, period, seconds);
    }

    /** Not as long, where it is known what comes: so many seconds after the trigger. */
    Scenario watchedFor(int after) {
        return repeated(period, triggerEnd() + after);
    }

    /** The trigger comes again and again. */
    Scenario repeated(int everySeconds, int forSeconds) {
        return new Scenario(server, load, cachedShare, clients, timeoutNanos, trigger, everySeconds, forSeconds);
    }

    /** Of all users. */
    double callsPerSecond() {
        return server.capacity() * load / (1 - cachedShare);
    }

    /** The second in which the first trigger ends. */
    int triggerEnd() {
        return BEFORE + trigger.seconds();
    }
}
