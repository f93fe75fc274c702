package io.resil.agent;

import io.resil.agent.call.Ticker;
import io.resil.agent.client.ClientLinker;
import io.resil.agent.config.Configuration;
import io.resil.agent.config.ConfigurationFiles;
import io.resil.agent.config.LogSettings;
import io.resil.agent.config.Problem;
import io.resil.agent.discover.Discovery;
import io.resil.agent.jmx.PlatformServerAdvice;
import io.resil.agent.jmx.Registration;
import io.resil.agent.timeout.TimerThread;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What works behind the woven classes: the services with their policies, and whoever counts, logs and shows what they do. */
final class Engine {

    private final EngineStart start;
    private final AgentLog log;
    private final AgentFaults faults;
    private final AgentReport report;
    private final Registration registration;
    private final ClientLinker linker;
    private final Governance governance;

    private Engine(EngineStart start, LogSettings logged) {
        this.start = start;
        this.log = new AgentLog(logged, start.stderr);
        this.faults = new AgentFaults(log.log());
        Discovery discovery = new Discovery(Ticker.SYSTEM);
        this.report = new AgentReport(start.version, start.weaving.instrumented(), faults, discovery);
        this.registration = new Registration(report, faults);
        TimerThread timers = new TimerThread(faults, start.timer);
        AgentEnvironment environment =
                new AgentEnvironment(timers, faults, start.weaving.instrumented(), discovery, log.application());
        this.linker = new ClientLinker(start.instrumentation, environment);
        this.governance = new Governance(
                log,
                environment,
                registration,
                report,
                new OptionalStatusPage(report, log.log(), faults),
                new AgentParts(log.log(), registration, timers));
        PlatformServerAdvice.connect(registration);
    }

    static Engine of(EngineStart start, Configuration configuration) {
        Engine engine = new Engine(start, configuration.log);
        engine.governance.apply(configuration, start.attached);
        return engine;
    }

    /** Governs nothing; JMX says why. */
    static Engine refused(EngineStart start, @Nullable String file, List<Problem> problems) {
        Engine engine = new Engine(start, LogSettings.DEFAULT);
        engine.report.configured(AgentReport.Status.CONFIGURATION_ERROR, file, problems);
        return engine;
    }

    /** What puts in force, from now on, what is in these files. */
    Reload reload(ConfigurationFiles files) {
        return new Reload(files, start.weaving, governance, report, log.log(), AgentParts.WALL);
    }

    AgentFaults faults() {
        return faults;
    }

    AgentReport report() {
        return report;
    }

    ClientLinker linker() {
        return linker;
    }

    Registration registration() {
        return registration;
    }
}
