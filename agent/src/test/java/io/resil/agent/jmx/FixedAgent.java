package io.resil.agent.jmx;

import io.resil.agent.stats.AgentSnapshot;
import java.util.function.Supplier;

/** An agent that says what it is told to say. */
final class FixedAgent implements AgentView {

    private final Supplier<AgentSnapshot> snapshot;

    FixedAgent(Supplier<AgentSnapshot> snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public AgentSnapshot snapshot() {
        return snapshot.get();
    }

    @Override
    public String explain(String method, String url) {
        return method + " " + url + " explained";
    }
}
