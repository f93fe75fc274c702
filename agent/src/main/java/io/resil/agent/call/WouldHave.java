package io.resil.agent.call;

/** What the policies of a service that is only observed would have done to an attempt. */
public enum WouldHave {
    /** Not sent: the breaker was open, or {@code max-concurrent} calls in flight. */
    BEEN_REJECTED,
    /** Aborted before it ended of itself. */
    TIMED_OUT,
    /** Followed by at least one more attempt. */
    BEEN_RETRIED,
    /** Answered by the configured response. */
    FALLEN_BACK
}
