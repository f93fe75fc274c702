package io.resil.agent.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The agent at one moment. Immutable. */
public final class AgentSnapshot {

    public final String version;

    /** ACTIVE, INERT or CONFIGURATION_ERROR. */
    public final String status;

    /** Its path; empty when there is none. */
    public final String configurationFile;

    /** When the configuration was read again last, and what became of it; empty when it never was. */
    public final String lastReload;

    public final List<String> configurationProblems;

    /** A line for each client class seen. */
    public final List<String> instrumented;

    /** None of which reached the application. */
    public final long agentFaults;

    public final List<ServiceSnapshot> services;

    /** The latest, newest last. */
    public final List<Decision> decisions;

    /** Of an agent that has decided nothing yet. */
    public AgentSnapshot(
            String version,
            String status,
            String configurationFile,
            String lastReload,
            List<String> configurationProblems,
            List<String> instrumented,
            long agentFaults,
            List<ServiceSnapshot> services) {
        this(
                version,
                status,
                configurationFile,
                lastReload,
                configurationProblems,
                instrumented,
                agentFaults,
                services,
                Collections.<Decision>emptyList());
    }

    public AgentSnapshot(
            String version,
            String status,
            String configurationFile,
            String lastReload,
            List<String> configurationProblems,
            List<String> instrumented,
            long agentFaults,
            List<ServiceSnapshot> services,
            List<Decision> decisions) {
        this.version = version;
        this.status = status;
        this.configurationFile = configurationFile;
        this.lastReload = lastReload;
        this.configurationProblems = Collections.unmodifiableList(new ArrayList<>(configurationProblems));
        this.instrumented = Collections.unmodifiableList(new ArrayList<>(instrumented));
        this.agentFaults = agentFaults;
        this.services = Collections.unmodifiableList(new ArrayList<>(services));
        this.decisions = Collections.unmodifiableList(new ArrayList<>(decisions));
    }
}
