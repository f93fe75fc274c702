package io.resil.conformance;

/** A client of a service: retries around a breaker around the sending. */
interface Caller {

    /** The breaker inside. */
    Breaker breaker();

    /** Makes one call on the thread of the caller. */
    CallResult call(Script script);
}
