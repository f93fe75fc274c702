package io.resil.api;

import java.util.Map;

/**
 * One circuit breaker, as {@code io.resil:type=CircuitBreaker,service=<id>}. A service with {@code scope: origin} has one
 * more for each origin, with {@code ,origin="<host:port>"}; its own is then in the worst state of any of them, and its
 * operations act on all of them, forced states also on those that come while they stand.
 *
 * <p>Counters start with the JVM or with the last {@link #resetStatistics()}. Thread-safe.
 */
public interface CircuitBreakerMXBean {

    /** The id of the service in the configuration. */
    String getService();

    /** The name of the service in logs and messages. */
    String getDisplayName();

    /**
     * What the agent does for this service: {@code enforce}; {@code observe}, where nothing is changed and what would be
     * done is counted; or {@code off}.
     */
    String getMode();

    /**
     * CLOSED, OPEN, HALF_OPEN, FORCED_OPEN or DISABLED. While the service is observed, this and what follows is told of a
     * shadow of the breaker, which is also what the operations act on; it rejects nothing.
     */
    String getState();

    /** When the state was entered, as an ISO-8601 instant. */
    String getStateSince();

    /** Seconds until the next probe may be sent; 0 when one may be sent now, -1 when the state knows no probe. */
    double getSecondsUntilProbe();

    /** Why the breaker opened last; empty when it never did. */
    String getOpenedBecause();

    /** Consecutive failed attempts that open the breaker. */
    int getFailureThreshold();

    /** Failed attempts since the last success, in the current state. */
    int getConsecutiveFailures();

    /** Calls of the application to this service. */
    long getCalls();

    /** Requests sent for them, retries included. */
    long getAttempts();

    /** Attempts that proved the service well. */
    long getSuccesses();

    /** Attempts that proved it ill. */
    long getFailures();

    /** Attempts that proved nothing: cancelled, local, 429. */
    long getNeutral();

    /** Attempts the breaker rejected, and calls for which {@code max-concurrent} had no place. */
    long getRejections();

    /** Attempts that followed a failed one. */
    long getRetries();

    /** Failed attempts that could have been retried but for a limit: budget, waiting calls, deadline, breaker. */
    long getRetriesDenied();

    /** Attempts ended by a timeout. */
    long getTimeouts();

    /** Calls answered by the fallback in the place of a failure. */
    long getFallbacks();

    /** Calls under way now. */
    long getInFlight();

    /** How often the breaker opened; failed probes and forced states are not counted. Of a service: at all its origins. */
    long getTimesOpened();

    /**
     * Mean seconds from opening to closing by a probe that succeeded, failed probes in between included; NaN before the
     * first recovery. A breaker that an operator closed, or had forced open, has not recovered and is left out.
     */
    double getMeanTimeToRecoverySeconds();

    /**
     * Seconds in each state, by its name, since the start or the last {@link #resetStatistics()}; together the time that
     * passed. They keep to a clock that nobody can set. Of a service with several origins: in the worst state of any.
     */
    Map<String, Double> getSecondsInState();

    /** The last failure, without secrets; empty when there was none. */
    String getLastFailure();

    /** When it happened, as an ISO-8601 instant; empty when there was none. */
    String getLastFailureTime();

    /** Median time of an answered attempt up to its head, milliseconds; NaN before the first. */
    double getLatencyMillisP50();

    /** 99th percentile of the same, milliseconds; NaN before the first. */
    double getLatencyMillisP99();

    /** Observed calls that the breaker, or {@code max-concurrent}, would have rejected. */
    long getWouldHaveRejected();

    /** Those of them that succeeded: what the rejections would have cost. */
    long getWouldHaveRejectedSuccesses();

    /**
     * Observed calls of which at least one more attempt would have been made; so there would have been at most {@code
     * max-retries} times as many more requests.
     */
    long getWouldHaveRetried();

    /** Observed calls that a timeout or the deadline would have ended before they ended of themselves. */
    long getWouldHaveTimedOut();

    /**
     * Observed calls that the configured response would have answered: rejected ones, and failures that would not have
     * been retried. A last good answer is not known to have been there.
     */
    long getWouldHaveFallenBack();

    /**
     * Seconds that observed calls held threads of the application longer than the policies would have let them: all the
     * time of rejected calls, and of others that beyond their timeout. Asynchronous calls hold none.
     */
    double getThreadSecondsSaveable();

    /** Rejects every call until {@link #enable()} or {@link #forceClosed()}. */
    void forceOpen();

    /** Closes the breaker and forgets its failures; lifts a forced state. */
    void forceClosed();

    /** Lets every call through, uncounted by the breaker; token, timeout and retry go on. */
    void disable();

    /** Lifts {@link #forceOpen()} and {@link #disable()}: the breaker starts CLOSED. */
    void enable();

    /** Sets the counters and latencies to zero; the state stays. */
    void resetStatistics();

    /**
     * Holds for calls that start after it.
     *
     * @param mode {@code enforce}; {@code observe} to change nothing and count what would be done; or {@code off} for no
     *     policy at all
     * @throws IllegalArgumentException for any other mode
     */
    void setMode(String mode);
}
