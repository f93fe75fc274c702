package io.resil.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One service at one moment. The counters start with the JVM or with the last reset by an operator; each means what the
 * attribute of the same name means in {@link CircuitBreakerMXBean}. Immutable.
 */
public final class ServiceStatus {

    private final Values facts;

    ServiceStatus(Values facts) {
        this.facts = facts;
    }

    /** As configured, for instance {@code billing}. */
    public String getId() {
        return facts.text("service");
    }

    /** As in logs and messages. */
    public String getName() {
        return facts.text("displayName");
    }

    /** {@code enforce}, {@code observe} or {@code off}. */
    public String getMode() {
        return facts.text("mode");
    }

    /** CLOSED, OPEN, HALF_OPEN, FORCED_OPEN or DISABLED; of the worst of its origins, and while it is observed, of a shadow. */
    public String getState() {
        return facts.text("state");
    }

    /**
     * Whether a call would be rejected now, the one aside that the breaker takes for its probe. Only in mode {@code
     * enforce}. A service with several origins may have others that are well.
     */
    public boolean isRejecting() {
        return getMode().equals("enforce")
                && (getState().equals("FORCED_OPEN")
                        || getState().equals("OPEN")
                        || getState().equals("HALF_OPEN"));
    }

    /** When the state was entered. */
    public Instant getStateSince() {
        return facts.instant("stateSince").orElse(Instant.EPOCH);
    }

    /** Until the next probe may be sent; zero when one may be sent now, empty when the state knows no probe. */
    public Optional<Duration> getTimeUntilProbe() {
        return facts.seconds("secondsUntilProbe");
    }

    /** Why the breaker opened last; empty when it never did. */
    public String getOpenedBecause() {
        return facts.text("openedBecause");
    }

    /** Consecutive failed attempts that open the breaker; 0 where the service has none. */
    public int getFailureThreshold() {
        return (int) facts.number("failureThreshold");
    }

    /** Failed attempts since the last success, in the current state. */
    public int getConsecutiveFailures() {
        return (int) facts.number("consecutiveFailures");
    }

    /** The state of each origin by its {@code host:port}; empty where the service has one breaker for all. */
    public Map<String, String> getOrigins() {
        return facts.textsByName("origins");
    }

    /** Calls of the application to it. */
    public long getCalls() {
        return facts.number("calls");
    }

    /** Requests sent for them, retries included. */
    public long getAttempts() {
        return facts.number("attempts");
    }

    /** Attempts that proved the service well. */
    public long getSuccesses() {
        return facts.number("successes");
    }

    /** Attempts that proved it ill. */
    public long getFailures() {
        return facts.number("failures");
    }

    /** Attempts that proved nothing: cancelled, local, 429. */
    public long getNeutral() {
        return facts.number("neutral");
    }

    /** Attempts the breaker rejected, and calls for which {@code max-concurrent} had no place. */
    public long getRejections() {
        return facts.number("rejections");
    }

    /** Attempts that followed a failed one. */
    public long getRetries() {
        return facts.number("retries");
    }

    /** Failed attempts that could have been retried but for a limit. */
    public long getRetriesDenied() {
        return facts.number("retriesDenied");
    }

    /** Attempts ended by a timeout. */
    public long getTimeouts() {
        return facts.number("timeouts");
    }

    /** Calls answered by the fallback in the place of a failure. */
    public long getFallbacks() {
        return facts.number("fallbacks");
    }

    /** Calls under way. */
    public long getInFlight() {
        return facts.number("inFlight");
    }

    /** How often the breaker opened; failed probes and forced states are not counted. */
    public long getTimesOpened() {
        return facts.number("timesOpened");
    }

    /** From opening to the probe that succeeded, on average; empty before the first recovery. */
    public Optional<Duration> getMeanTimeToRecovery() {
        return facts.seconds("meanTimeToRecoverySeconds");
    }

    /** How long the breaker was in each state, by its name. */
    public Map<String, Duration> getTimeInState() {
        return facts.secondsByName("secondsInState");
    }

    /** The last failure, without secrets; empty when there was none. */
    public String getLastFailure() {
        return facts.text("lastFailure");
    }

    /** When it happened; empty when there was none. */
    public Optional<Instant> getLastFailureTime() {
        return facts.instant("lastFailureTime");
    }

    /** Median time of an answered attempt up to its head; empty before the first. */
    public Optional<Duration> getLatencyP50() {
        return facts.millis("latencyMillisP50");
    }

    /** 99th percentile of the same; empty before the first. */
    public Optional<Duration> getLatencyP99() {
        return facts.millis("latencyMillisP99");
    }

    /** Observed calls that the breaker, or {@code max-concurrent}, would have rejected. */
    public long getWouldHaveRejected() {
        return facts.number("wouldHaveRejected");
    }

    /** Those of them that succeeded: what the rejections would have cost. */
    public long getWouldHaveRejectedSuccesses() {
        return facts.number("wouldHaveRejectedSuccesses");
    }

    /** Observed calls of which at least one more attempt would have been made. */
    public long getWouldHaveRetried() {
        return facts.number("wouldHaveRetried");
    }

    /** Observed calls that a timeout or the deadline would have ended before they ended of themselves. */
    public long getWouldHaveTimedOut() {
        return facts.number("wouldHaveTimedOut");
    }

    /** Observed calls that the configured response would have answered. */
    public long getWouldHaveFallenBack() {
        return facts.number("wouldHaveFallenBack");
    }

    /** How much longer than with the policies observed calls held threads of the application. */
    public Duration getThreadTimeSaveable() {
        return facts.seconds("threadSecondsSaveable").orElse(Duration.ZERO);
    }

    /** In short: {@code billing OPEN (threshold reached: 5/5)}. */
    @Override
    public String toString() {
        boolean isWell = getState().equals("CLOSED") || getOpenedBecause().isEmpty();
        return getId() + " " + getState() + (isWell ? "" : " (" + getOpenedBecause() + ")");
    }
}
