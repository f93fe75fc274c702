package io.resil.agent;

import io.resil.agent.config.Configuration;
import io.resil.agent.jmx.Registration;
import io.resil.agent.route.RouteTable;
import io.resil.agent.route.Service;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.stats.Decisions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a configuration in force: the first one when the agent starts, and those that follow while it runs. Each holds as a
 * whole for calls that start after it; calls under way end under the one that they started with. For one thread at a time.
 */
final class Governance {

    private final AgentLog log;
    private final AgentEnvironment environment;
    private final Registration registration;
    private final AgentReport report;
    private final OptionalStatusPage page;
    private AgentParts parts;
    private RouteTable routes;

    /** @param parts of a service that is new */
    Governance(
            AgentLog log,
            AgentEnvironment environment,
            Registration registration,
            AgentReport report,
            OptionalStatusPage page,
            AgentParts parts) {
        this.log = log;
        this.environment = environment;
        this.registration = registration;
        this.report = report;
        this.page = page;
        this.parts = parts;
        this.routes = new RouteTable(Collections.<ServiceSettings>emptyList(), parts);
        report.deciding(parts.decisions());
    }

    /**
     * Nothing has changed when it throws.
     *
     * @param running whether the application has begun
     * @return what has to wait for a restart, in words; null when nothing has
     * @throws java.io.UncheckedIOException when a token cannot be read that could be a moment ago
     */
    @Nullable
    String apply(Configuration next, boolean running) {
        AgentParts nextParts = parts.following(routes, next.services);
        RouteTable nextRoutes = new RouteTable(next.services, nextParts, routes);
        String left = log.change(next.log);
        retireAllBut(next.services);
        List<BreakerControl> controls = new ArrayList<>();
        for (Service service : nextRoutes.services()) {
            BreakerControl control = nextParts.controlOf(service);
            controls.add(control);
            registration.add(service.id(), control);
        }
        environment.routeBy(nextRoutes);
        parts = nextParts;
        routes = nextRoutes;
        announce(next, controls, running);
        return left;
    }

    Decisions decisions() {
        return parts.decisions();
    }

    /** Also those whose URLs are others now: under their id begins another service. */
    private void retireAllBut(List<ServiceSettings> next) {
        Set<Service> goingOn = new HashSet<>();
        for (ServiceSettings each : next) {
            Service service = routes.goingOn(each);
            if (service != null) {
                goingOn.add(service);
            }
        }
        for (Service each : routes.services()) {
            if (!goingOn.contains(each)) {
                each.retire();
                parts.retire(each);
            }
        }
    }

    /** Whoever shows the configuration in force, or is set up by it, hears of it here. */
    private void announce(Configuration inForce, List<BreakerControl> controls, boolean running) {
        report.serving(controls);
        report.explaining(inForce);
        report.configured(
                controls.isEmpty() ? AgentReport.Status.INERT : AgentReport.Status.ACTIVE,
                inForce.file,
                inForce.warnings);
        page.configure(inForce.status, running);
    }
}
