package io.resil.agent.call;

/** What let an attempt pass a breaker, given back with its outcome. Thread-safe. */
public interface Permit {

    /** The attempt is the one probe of a breaker that is HALF_OPEN. */
    boolean isProbe();

    /**
     * Whether another attempt of the call may still hope to pass: false once the breaker has opened. That it was forced
     * closed or disabled meanwhile leaves the permit of a call as good as it was, though the outcome no longer counts.
     */
    boolean isCurrent();
}
