package io.resil.agent.fallback;

import io.resil.agent.call.LocalAnswer;
import org.jspecify.annotations.Nullable;

/** What answers in the place of a service that fails; at least one of both. Immutable. */
public final class FallbackSettings {

    /** The configured response, asked when there is no last good one; null: none. */
    public final @Nullable LocalAnswer answer;

    /** Null: none is kept. */
    public final @Nullable LastGoodSettings lastGood;

    public FallbackSettings(@Nullable LocalAnswer answer, @Nullable LastGoodSettings lastGood) {
        this.answer = answer;
        this.lastGood = lastGood;
    }
}
