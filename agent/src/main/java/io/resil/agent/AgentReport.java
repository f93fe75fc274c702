package io.resil.agent;

import io.resil.agent.config.Configuration;
import io.resil.agent.config.Explanation;
import io.resil.agent.discover.Discovery;
import io.resil.agent.jmx.AgentView;
import io.resil.agent.jmx.BreakerView;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.stats.AgentSnapshot;
import io.resil.agent.stats.Decision;
import io.resil.agent.stats.Decisions;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.stats.StatusFacts;
import io.resil.agent.weave.Instrumented;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private volatile @Nullable Configuration configuration;
    private volatile @Nullable Decisions decisions;
    private volatile String lastReload = "";
    private volatile @Nullable ResilAgent agent;
    private volatile String withoutStatusPage = "";
    /** Of every service of the configuration, once somebody has asked. */
    private volatile @Nullable SettingsOfAll settings;

    AgentReport(String version, Instrumented instrumented, AgentFaults faults, Discovery discovery) {
        this.version = version;
        this.instrumented = instrumented;
        this.faults = faults;
        this.discovery = discovery;
    }

    void configured(Status newStatus, @Nullable String path, List<?> newProblems) {
        file = path == null ? "" : path;
        problems = lines(newProblems);
        status = newStatus;
    }

    private static List<String> lines(List<?> problems) {
        List<String> lines = new ArrayList<>();
        for (Object problem : problems) {
            lines.add(problem.toString());
        }
        return lines;
    }

    /** A change was refused: what is in force stays so, and what is wrong with the file is shown. */
    void refused(List<?> newProblems) {
        problems = lines(newProblems);
    }

    /** @param result when, and what became of it */
    void reloaded(String result) {
        lastReload = result;
    }

    /** Who reads the configuration again. None where there is no file. */
    void reloadedBy(ResilAgent newAgent) {
        agent = newAgent;
    }

    boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** What is explained. None while a configuration is refused. */
    void explaining(Configuration newConfiguration) {
        configuration = newConfiguration;
    }

    /** What has been decided; nothing while a configuration is refused. */
    void deciding(Decisions newDecisions) {
        decisions = newDecisions;
    }

    void serving(List<? extends BreakerView> breakers) {
        services = new ArrayList<BreakerView>(breakers);
    }

    /** @param problem why a status page that is configured is not there; empty when it is */
    void withoutStatusPage(String problem) {
        withoutStatusPage = problem;
    }

    private List<String> problemsNow() {
        String ofStatusPage = withoutStatusPage;
        if (ofStatusPage.isEmpty()) {
            return problems;
        }
        List<String> all = new ArrayList<>(problems);
        all.add(ofStatusPage);
        return all;
    }

    /** Every setting of a service by its key; empty for one that is not configured. Kept, as it takes a while to make. */
    Map<String, String> settingsOf(String id) {
        Configuration inForce = configuration;
        if (inForce == null) {
            return Collections.emptyMap();
        }
        SettingsOfAll known = settings;
        if (known == null || known.configuration != inForce) {
            known = new SettingsOfAll(inForce);
            settings = known;
        }
        Map<String, String> ofService = known.byId.get(id);
        return ofService == null ? Collections.<String, String>emptyMap() : ofService;
    }

    @Override
    public AgentSnapshot snapshot() {
        List<ServiceSnapshot> snapshots = new ArrayList<>();
        for (BreakerView service : services) {
            snapshots.add(service.snapshot());
        }
        Decisions made = decisions;
        return new AgentSnapshot(
                version,
                status.name(),
                file,
                lastReload,
                problemsNow(),
                Arrays.asList(instrumented.lines()),
                faults.count(),
                snapshots,
                made == null ? new ArrayList<Decision>() : made.latest());
    }

    /** For the application that asks by {@code Resil.status()}. */
    Map<String, Object> facts() {
        return StatusFacts.of(snapshot());
    }

    @Override
    public String reload() {
        ResilAgent connected = agent;
        return connected == null
                ? "there is no configuration file, so there is none to read again"
                : connected.readAgain();
    }

    @Override
    public String explain(String method, String url) {
        Configuration inForce = configuration;
        if (inForce == null) {
            return "nothing is governed: the configuration was refused, see ConfigurationProblems";
        }
        try {
            Explanation explanation = Explanation.of(inForce, method, url);
            return explanation + now(explanation.service);
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** What an operator or the service itself made of it since the start. */
    private String now(@Nullable String id) {
        for (BreakerView each : services) {
            ServiceSnapshot service = each.snapshot();
            if (service.service.equals(id)) {
                return "\n\nNow: mode " + service.mode + ", breaker " + service.breaker.state;
            }
        }
        return "";
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

    /** As a configuration has them. Immutable once it is made. */
    private static final class SettingsOfAll {
        final Configuration configuration;
        final Map<String, Map<String, String>> byId = new HashMap<>();

        SettingsOfAll(Configuration configuration) {
            this.configuration = configuration;
            for (ServiceSettings service : configuration.services) {
                byId.put(service.id, configuration.settingsOf(service));
            }
        }
    }
}
