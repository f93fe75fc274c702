package io.resil.agent.fallback;

import io.resil.agent.call.HttpCall;
import io.resil.agent.call.LocalAnswer;
import org.jspecify.annotations.Nullable;

/** Where an answer may come from when the service has none. Thread-safe. */
interface Source {

    /** What {@code X-Resil-Fallback} and the log call it. */
    String name();

    /** Null when it has none for this call. */
    @Nullable
    LocalAnswer answerTo(HttpCall call);
}
