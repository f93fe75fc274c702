package io.resil.agent.call;

/** Keeps an eye on an attempt. Thread-safe. */
public interface Watch {

    /** The moment for which the attempt was {@linkplain Attempt#watchBy set} has come, and it was not ended by then. */
    void due(HttpCall call, Attempt attempt);
}
