package io.resil.agent.breaker;

/** A breaker that stands in the way of calls, and the words in which it rejects. Thread-safe. */
final class Guard {

    final CircuitBreaker breaker;
    final RejectionText text;

    Guard(CircuitBreaker breaker, RejectionText text) {
        this.breaker = breaker;
        this.text = text;
    }
}
