package io.resil.conformance;

/**
 * How a scenario wants its retries. A library that takes no clock gets the smallest real times of the same order.
 *
 * @param threshold consecutive failures that open the breaker
 * @param backoff how long the waits before retries are
 * @param retries whether it retries at all
 */
record CallerNeeds(int threshold, Backoff backoff, boolean retries) {

    enum Backoff {
        /** Far shorter than the recovery time of the breaker. */
        SHORT,
        /** Longer than the recovery time of the breaker. */
        BEYOND_RECOVERY,
        /** The call has a deadline: the first wait fits well within, the second would go far beyond. */
        BEYOND_DEADLINE,
        /** So long that only an interrupt ends it. */
        ENDLESS
    }

    static final int MAX_RETRIES = 3;

    static CallerNeeds waiting(int threshold, Backoff backoff) {
        return new CallerNeeds(threshold, backoff, true);
    }

    /** For what is about the breaker alone: a library without retries can play it. */
    CallerNeeds withoutRetries() {
        return new CallerNeeds(threshold, backoff, false);
    }

    boolean hasDeadline() {
        return backoff == Backoff.BEYOND_DEADLINE;
    }
}
