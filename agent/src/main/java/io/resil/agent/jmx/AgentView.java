package io.resil.agent.jmx;

import io.resil.agent.stats.AgentSnapshot;
import java.util.Collections;
import java.util.List;

/** What an {@link AgentBean} reads. Thread-safe. */
public interface AgentView {

    AgentSnapshot snapshot();

    /** What the configuration means for one call, also for a method or a URL that is none. */
    String explain(String method, String url);

    /** Reads the configuration again; what became of it, for people. */
    default String reload() {
        return "";
    }

    /** A line for each host that is called and that no service covers; none where nothing is discovered. */
    default List<String> unmatchedHosts() {
        return Collections.emptyList();
    }

    /** A configuration for them. */
    default String suggestConfiguration() {
        return "";
    }
}
