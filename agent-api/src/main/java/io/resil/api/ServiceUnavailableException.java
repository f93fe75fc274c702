package io.resil.api;

import java.io.ObjectStreamException;
import java.net.ConnectException;
import java.time.Duration;

/**
 * A call was rejected without being sent: the circuit breaker of its service is open, or as many calls as
 * {@code max-concurrent} allows are in flight.
 *
 * <p>It is a {@link ConnectException}, so code that handles a refused connection handles it. Serialized, it arrives as a
 * plain {@code ConnectException}, since the other JVM may not have the agent.
 */
public final class ServiceUnavailableException extends ConnectException {

    private static final long serialVersionUID = 1L;

    private final String service;
    private final String state;
    private final long retryAfterNanos;

    /**
     * @param service the id of the service
     * @param state the state of its breaker: OPEN, HALF_OPEN or FORCED_OPEN; or BULKHEAD_FULL
     * @param retryAfterNanos nanoseconds until the next probe is due, 0 when it is under way, negative when none is due
     * @param message names the service, the state, why it opened, and when the next probe is due
     * @param withStackTrace whether to walk the stack, which costs microseconds
     */
    public ServiceUnavailableException(
            String service, String state, long retryAfterNanos, String message, boolean withStackTrace) {
        super(message);
        this.service = service;
        this.state = state;
        this.retryAfterNanos = retryAfterNanos;
        if (withStackTrace) {
            super.fillInStackTrace();
        }
    }

    /** The id of the service, as configured. */
    public String getService() {
        return service;
    }

    /**
     * The state of the breaker that rejected: OPEN, HALF_OPEN or FORCED_OPEN. BULKHEAD_FULL when it was not the breaker
     * but {@code max-concurrent}.
     */
    public String getState() {
        return state;
    }

    /**
     * How long until the next probe is due; zero when it is under way or when none is due (forced
     * open, bulkhead full).
     */
    public Duration getRetryAfter() {
        return Duration.ofNanos(Math.max(0, retryAfterNanos));
    }

    /** Left out: the constructor decides, since the superclass has no constructor that would. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    private Object writeReplace() throws ObjectStreamException {
        ConnectException plain = new ConnectException(getMessage());
        plain.setStackTrace(getStackTrace());
        return plain;
    }
}
