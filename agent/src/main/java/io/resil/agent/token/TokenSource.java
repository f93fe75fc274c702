package io.resil.agent.token;

import org.jspecify.annotations.Nullable;

/** Stand-in until the policy lands. */
public final class TokenSource {
    private final @Nullable String value;

    public TokenSource(TokenSettings settings) {
        value = settings.value;
    }

    @Nullable
    String current() {
        return value;
    }
}
