package io.resil.agent.jmx;

import io.resil.agent.stats.AgentSnapshot;

/** What an {@link AgentBean} reads. Thread-safe. */
public interface AgentView {

    AgentSnapshot snapshot();
}
