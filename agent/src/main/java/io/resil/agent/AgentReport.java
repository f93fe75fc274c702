package io.resil.agent;

import io.resil.agent.discover.Discovery;
import io.resil.agent.jmx.AgentView;
import io.resil.agent.jmx.BreakerView;
import io.resil.agent.stats.AgentSnapshot;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.weave.Instrumented;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent says of itself. Filled once while it starts, then read by any thread. */
final class AgentReport implements AgentView {

    /** What the agent as a whole does. */
    enum Status {
        ACTIVE,
        INERT,
        CONFIGURATION_ERROR
    }

    private final String version;
    private final Instrumented instrumented;
    private final AgentFaults faults;
    private final Discovery discovery;

    private volatile Status status = Status.INERT;
    private volatile String file = "";
    private volatile List<String> problems = new ArrayList<>();
    private volatile List<BreakerView> services = new ArrayList<>();

    AgentReport(String version, Instrumented instrumented, AgentFaults faults, Discovery discovery) {
        this.version = version;
        this.instrumented = instrumented;
        this.faults = faults;
        this.discovery = discovery;
    }

    void configured(Status newStatus, @Nullable String path, List<?> newProblems) {
        List<String> lines = new ArrayList<>();
        for (Object problem : newProblems) {
            lines.add(problem.toString());
        }
        file = path == null ? "" : path;
        problems = lines;
        status = newStatus;
    }

    void serving(List<? extends BreakerView> breakers) {
        services = new ArrayList<BreakerView>(breakers);
    }

    @Override
    public AgentSnapshot snapshot() {
        List<ServiceSnapshot> snapshots = new ArrayList<>();
        for (BreakerView service : services) {
            snapshots.add(service.snapshot());
        }
        return new AgentSnapshot(
                version, status.name(), file, problems, Arrays.asList(instrumented.lines()), faults.count(), snapshots);
    }

    @Override
    public List<String> unmatchedHosts() {
        return discovery.lines();
    }

    @Override
    public String suggestConfiguration() {
        List<String> ids = new ArrayList<>();
        for (BreakerView service : services) {
            ids.add(service.snapshot().service);
        }
        return discovery.suggestion(version, ids);
    }
}
