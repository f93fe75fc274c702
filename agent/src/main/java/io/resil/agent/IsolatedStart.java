package io.resil.agent;

import io.resil.bootstrap.AgentStart;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** What the launch class starts. */
public final class IsolatedStart extends AgentStart {

    @Override
    public void start(@Nullable String argument, Instrumentation instrumentation, boolean attached) throws IOException {
        ResilAgent.start(argument, instrumentation, attached);
    }

    @Override
    public boolean startAgain(@Nullable String argument) {
        return ResilAgent.startAgain(argument);
    }
}
