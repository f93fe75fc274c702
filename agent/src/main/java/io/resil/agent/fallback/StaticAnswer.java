package io.resil.agent.fallback;

import io.resil.agent.call.HttpCall;
import io.resil.agent.call.LocalAnswer;

/** The one answer of the configuration, for every call. */
final class StaticAnswer implements Source {

    private final LocalAnswer answer;

    StaticAnswer(LocalAnswer answer) {
        this.answer = answer;
    }

    @Override
    public String name() {
        return "static";
    }

    @Override
    public LocalAnswer answerTo(HttpCall call) {
        return answer;
    }
}
