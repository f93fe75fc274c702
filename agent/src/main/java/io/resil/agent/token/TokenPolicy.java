package io.resil.agent.token;

import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Policy;
import io.resil.agent.call.Step;

/** Gives each attempt the token that its hops to the service carry. */
public final class TokenPolicy implements Policy {

    private final TokenSource source;

    public TokenPolicy(TokenSource source) {
        this.source = source;
    }

    @Override
    public Step enter(HttpCall call) {
        call.attempt().setToken(source.token());
        return Step.INWARD;
    }

    @Override
    public Step exit(HttpCall call) {
        return Step.OUTWARD;
    }

    @Override
    public String toString() {
        return "token";
    }
}
