package io.resil.conformance;

/** A call that a breaker let pass, until it ends. */
interface Passage {

    void succeed();

    void fail();

    /** Ends with an outcome that proves nothing about the service: it was cancelled, or failed on our side. */
    void endNeutrally();
}
