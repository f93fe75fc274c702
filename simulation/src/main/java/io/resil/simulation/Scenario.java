package io.resil.simulation;

/**
 * The world of one run.
 *
 * @param load calls per second, as a share of what the service can do
 * @param clients processes that share the calls; each under the agent has its own breaker and its own budget
 * @param timeoutNanos of one attempt
 * @param trigger begins after {@link #BEFORE} seconds, and again each {@code period}
 * @param period seconds from one trigger to the next
 * @param seconds how long users come
 */
record Scenario(
        ServerSettings server, double load, int clients, long timeoutNanos, Trigger trigger, int period, int seconds) {

    /** Seconds of peace before the first trigger. */
    static final int BEFORE = 60;

    /** Seconds watched after the trigger: who has not recovered then, never does. */
    static final int AFTER = 900;

    private static final ServerSettings SERVER = new ServerSettings(20, 100e6, 2_000, Order.OLDEST_FIRST);

    /** The service of the proof: 200 requests a second, used to 80 %, by four clients that wait a second. */
    static Scenario of(Trigger trigger) {
        return once(SERVER, 0.8, 4, 1_000_000_000L, trigger);
    }

    private static Scenario once(ServerSettings server, double load, int clients, long timeoutNanos, Trigger trigger) {
        int seconds = BEFORE + trigger.seconds() + AFTER;
        return new Scenario(server, load, clients, timeoutNanos, trigger, seconds, seconds);
    }

    Scenario withLoad(double share) {
        return new Scenario(server, share, clients, timeoutNanos, trigger, period, seconds);
    }

    Scenario withClients(int number) {
        return new Scenario(server, load, number, timeoutNanos, trigger, period, seconds);
    }

    Scenario withTimeout(long nanos) {
        return new Scenario(server, load, clients, nanos, trigger, period, seconds);
    }

    Scenario withServer(ServerSettings other) {
        return new Scenario(other, load, clients, timeoutNanos, trigger, period, seconds);
    }

    /** The trigger comes again and again. */
    Scenario repeated(int everySeconds, int forSeconds) {
        return new Scenario(server, load, clients, timeoutNanos, trigger, everySeconds, forSeconds);
    }

    double callsPerSecond() {
        return server.capacity() * load;
    }

    /** The second in which the first trigger ends. */
    int triggerEnd() {
        return BEFORE + trigger.seconds();
    }
}
