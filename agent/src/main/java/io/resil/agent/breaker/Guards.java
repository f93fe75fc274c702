package io.resil.agent.breaker;

import io.resil.agent.call.HttpCall;

/** Which breaker stands in the way of a call. Thread-safe. */
interface Guards {
    Guard of(HttpCall call);
}
