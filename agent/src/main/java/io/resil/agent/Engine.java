package io.resil.agent;

import io.resil.agent.call.Ticker;
import io.resil.agent.client.ClientLinker;
import io.resil.agent.client.Slf4jTargets;
import io.resil.agent.config.Configuration;
import io.resil.agent.config.LogSettings;
import io.resil.agent.config.Problem;
import io.resil.agent.discover.Discovery;
import io.resil.agent.jmx.PlatformServerAdvice;
import io.resil.agent.jmx.Registration;
import io.resil.agent.log.AppTarget;
import io.resil.agent.log.FileTarget;
import io.resil.agent.log.Level;
import io.resil.agent.log.Log;
import io.resil.agent.log.LogTarget;
import io.resil.agent.log.StderrTarget;
import io.resil.agent.route.RouteTable;
import io.resil.agent.route.Service;
import io.resil.agent.timeout.TimerThread;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What works behind the woven classes: the services with their policies, and whoever counts, logs and shows what they do. */
final class Engine {

    private final ClientLinker linker;
    private final Registration registration;

    private Engine(EngineStart start, AgentEnvironment environment, Registration registration) {
        this.linker = new ClientLinker(start.instrumentation, environment);
        this.registration = registration;
        PlatformServerAdvice.connect(registration);
    }

    static Engine of(EngineStart start, Configuration configuration) {
        LogTarget stderr = new StderrTarget(start.stderr);
        AppTarget applicationLog =
                configuration.log.target == LogSettings.Target.APP ? new AppTarget(new Slf4jTargets(), stderr) : null;
        Log log = new Log(
                Level.valueOf(configuration.log.level.toUpperCase(Locale.ROOT)),
                applicationLog == null ? target(configuration.log, stderr) : applicationLog);
        AgentFaults faults = new AgentFaults(log);
        Discovery discovery = new Discovery(Ticker.SYSTEM);
        AgentReport report = new AgentReport(start.version, start.instrumented, faults, discovery);
        Registration registration = new Registration(report, faults);
        TimerThread timers = new TimerThread(faults, start.timer);
        AgentEnvironment environment =
                new AgentEnvironment(timers, faults, start.instrumented, discovery, applicationLog);
        AgentParts parts = new AgentParts(log, registration, timers);
        RouteTable routes = new RouteTable(configuration.services, parts);
        List<BreakerControl> controls = new ArrayList<>();
        for (Service service : routes.services()) {
            BreakerControl control = parts.controlOf(service);
            controls.add(control);
            registration.add(service.id(), control);
        }
        environment.routeBy(routes);
        report.serving(controls);
        report.explaining(configuration);
        report.configured(
                controls.isEmpty() ? AgentReport.Status.INERT : AgentReport.Status.ACTIVE,
                configuration.file,
                configuration.warnings);
        return new Engine(start, environment, registration);
    }

    private static LogTarget target(LogSettings settings, LogTarget stderr) {
        return settings.file == null ? stderr : new FileTarget(new File(settings.file), stderr);
    }

    /** Governs nothing; JMX says why. */
    static Engine refused(EngineStart start, @Nullable String file, List<Problem> problems) {
        AgentFaults faults = new AgentFaults(new Log(Level.INFO, new StderrTarget(start.stderr)));
        Discovery nothing = new Discovery(Ticker.SYSTEM);
        AgentReport report = new AgentReport(start.version, start.instrumented, faults, nothing);
        report.configured(AgentReport.Status.CONFIGURATION_ERROR, file, problems);
        AgentEnvironment environment =
                new AgentEnvironment(new TimerThread(faults, start.timer), faults, start.instrumented, nothing, null);
        return new Engine(start, environment, new Registration(report, faults));
    }

    ClientLinker linker() {
        return linker;
    }

    Registration registration() {
        return registration;
    }
}
