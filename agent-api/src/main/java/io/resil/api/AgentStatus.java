package io.resil.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The agent at one moment, as {@link Resil#status()} gives it. Immutable, so that it may be kept and shared. */
public final class AgentStatus {

    private static final String ACTIVE = "ACTIVE";

    private final Values facts;
    private final String reason;
    private final List<ServiceStatus> services;

    private AgentStatus(Values facts, String reason) {
        this.facts = facts;
        this.reason = reason;
        List<ServiceStatus> made = new ArrayList<>();
        for (Values each : facts.values("services")) {
            made.add(new ServiceStatus(each));
        }
        this.services = Collections.unmodifiableList(made);
    }

    static AgentStatus of(Map<String, Object> facts) {
        Values values = new Values(facts);
        return new AgentStatus(values, reason(values.text("status")));
    }

    static AgentStatus absent(String reason) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("status", "ABSENT");
        return new AgentStatus(new Values(facts), reason);
    }

    private static String reason(String status) {
        switch (status) {
            case ACTIVE:
                return "";
            case "INERT":
                return "no service is configured, so nothing is governed";
            case "CONFIGURATION_ERROR":
                return "the configuration is refused, so nothing is governed: see the configuration problems";
            default:
                return "the status is " + status;
        }
    }

    /** Whether calls are governed. */
    public boolean isActive() {
        return getStatus().equals(ACTIVE);
    }

    /** Why it is not active, in a sentence; empty when it is. */
    public String getReason() {
        return reason;
    }

    /** ACTIVE, INERT (nothing configured), CONFIGURATION_ERROR, or ABSENT: no agent is at work in this JVM. */
    public String getStatus() {
        return facts.text("status");
    }

    /** Of the agent, not of this class; empty when there is none. */
    public String getVersion() {
        return facts.text("version");
    }

    /** The path of the configuration; empty when there is none. */
    public String getConfigurationFile() {
        return facts.text("configurationFile");
    }

    /** When the configuration was read again last, as an ISO-8601 instant, and what became of it; empty when it never was. */
    public String getLastReload() {
        return facts.text("lastReload");
    }

    /** Every problem and warning of the configuration, in order of appearance. */
    public List<String> getConfigurationProblems() {
        return facts.texts("configurationProblems");
    }

    /** Faults of the agent since the start, none of which reached the application. */
    public long getAgentFaults() {
        return facts.number("agentFaults");
    }

    /** The last 50 decisions that changed something, a line each, newest last. */
    public List<String> getDecisions() {
        return facts.texts("decisions");
    }

    /** In the order of the configuration; none where the agent is not active. */
    public List<ServiceStatus> getServices() {
        return services;
    }

    /**
     * One of them.
     *
     * @param id as configured, for instance {@code billing}
     * @return empty when there is none of that id, also because the agent is not active
     */
    public Optional<ServiceStatus> getService(String id) {
        for (ServiceStatus each : services) {
            if (each.getId().equals(id)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** In one line: what it is, and its services. */
    @Override
    public String toString() {
        return getStatus() + (reason.isEmpty() ? "" : " (" + reason + ")") + (services.isEmpty() ? "" : " " + services);
    }
}
