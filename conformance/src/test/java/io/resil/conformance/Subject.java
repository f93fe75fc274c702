package io.resil.conformance;

import java.util.Map;

/** A library of circuit breakers and retries. What it has no notion of, it answers with {@link Missing}. */
interface Subject {

    /** With its version. */
    String name();

    Breaker breaker(BreakerNeeds needs);

    Caller caller(CallerNeeds needs);

    /** The scenarios whose subject matter it does not have, and why. */
    default Map<String, String> lacks() {
        return Map.of();
    }

    /** What there is to say about its result, by scenario: the means it was reached by, or the reason. */
    default Map<String, String> remarks() {
        return Map.of();
    }
}
