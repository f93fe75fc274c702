package io.resil.agent.jmx;

import io.resil.agent.stats.AgentSnapshot;

/** What an {@link AgentBean} reads. Thread-safe. */
public interface AgentView {

    AgentSnapshot snapshot();

    /** What the configuration means for one call, also for a method or a URL that is none. */
    String explain(String method, String url);
}
