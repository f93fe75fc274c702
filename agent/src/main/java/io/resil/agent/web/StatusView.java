package io.resil.agent.web;

import io.resil.agent.stats.AgentSnapshot;
import java.util.List;
import java.util.Map;

/** What the status page reads. Thread-safe. */
public interface StatusView {

    AgentSnapshot snapshot();

    /** A line for each host that is called and that no service covers. */
    List<String> unmatchedHosts();

    /** Every setting of a service by its key, without secrets; empty for a service that is not configured. */
    Map<String, String> settingsOf(String service);
}
