package io.resil.agent;

import io.resil.agent.call.Ticker;
import io.resil.agent.client.ClientLinker;
import io.resil.agent.client.Clients;
import io.resil.agent.client.Slf4jTargets;
import io.resil.agent.config.Configuration;
import io.resil.agent.config.ConfigurationLoader;
import io.resil.agent.config.InvalidConfigurationException;
import io.resil.agent.config.LogSettings;
import io.resil.agent.config.Problem;
import io.resil.agent.config.Variables;
import io.resil.agent.discover.Discovery;
import io.resil.agent.jmx.PlatformServerAdvice;
import io.resil.agent.jmx.Registration;
import io.resil.agent.log.AppTarget;
import io.resil.agent.log.FileTarget;
import io.resil.agent.log.Level;
import io.resil.agent.log.Log;
import io.resil.agent.log.LogTarget;
import io.resil.agent.log.StderrTarget;
import io.resil.agent.route.Mode;
import io.resil.agent.route.RouteTable;
import io.resil.agent.route.Service;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.timeout.TimerThread;
import io.resil.agent.weave.Instrumented;
import io.resil.agent.weave.Weaving;
import io.resil.agent.weave.WovenClass;
import io.resil.bootstrap.AgentClassLoader;
import io.resil.bootstrap.Seam;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts the agent together: from the configuration to the services, from the services to the woven classes. */
public final class ResilAgent {

    /** Of {@code sysexits.h}: something was found in an unconfigured or misconfigured state. */
    private static final int EX_CONFIG = 78;

    private final Instrumentation instrumentation;
    private final boolean attached;
    private final String version;

    private ResilAgent(Instrumentation instrumentation, boolean attached) throws IOException {
        this.instrumentation = instrumentation;
        this.attached = attached;
        this.version = ((AgentClassLoader) ResilAgent.class.getClassLoader()).version();
    }

    /** Called once by the launch class, in the isolated loader. */
    public static void start(@Nullable String argument, Instrumentation instrumentation, boolean attached)
            throws IOException {
        ModuleSystems.showSeam();
        ResilAgent agent = new ResilAgent(instrumentation, attached);
        String file = ConfigurationSource.path(argument);
        ConfigurationLoader loader = new ConfigurationLoader(Variables.ofThisProcess());
        try {
            agent.run(file == null ? loader.withoutFile() : loader.load(file));
        } catch (InvalidConfigurationException e) {
            agent.stayInert(file, e.problems());
        }
    }

    private void run(Configuration configuration) {
        AppTarget applicationLog = configuration.log.target == LogSettings.Target.APP
                ? new AppTarget(new Slf4jTargets(), new StderrTarget())
                : null;
        Log log = new Log(
                Level.valueOf(configuration.log.level.toUpperCase(Locale.ROOT)),
                applicationLog == null ? target(configuration.log) : applicationLog);
        AgentFaults faults = new AgentFaults(log);
        Instrumented instrumented = new Instrumented(new FirstSightLine(!configuration.services.isEmpty()));
        Discovery discovery = new Discovery(Ticker.SYSTEM);
        AgentReport report = new AgentReport(version, instrumented, faults, discovery);
        Registration registration = new Registration(report, faults);
        TimerThread timers = new TimerThread(faults);
        AgentEnvironment environment = new AgentEnvironment(timers, faults, instrumented, discovery, applicationLog);
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
        for (Problem warning : configuration.warnings) {
            say("warning: " + warning);
        }
        say(startLine(configuration));
        List<WovenClass> plan = controls.isEmpty() ? Clients.toDiscover() : Clients.all();
        if (configuration.status != null) {
            plan.addAll(Clients.ofStatusPage());
        }
        new OptionalStatusPage(report, log, faults).configure(configuration.status, attached);
        weave(plan, environment, instrumented, registration);
    }

    private static LogTarget target(LogSettings settings) {
        LogTarget stderr = new StderrTarget();
        return settings.file == null ? stderr : new FileTarget(new File(settings.file), stderr);
    }

    /** The application runs, and JMX says why the agent does not. */
    private void stayInert(@Nullable String file, List<Problem> problems) {
        StringBuilder lines = new StringBuilder("the configuration is refused, so the agent does nothing:");
        for (Problem problem : problems) {
            lines.append(System.lineSeparator()).append("  ").append(problem);
        }
        say(lines.toString());
        if (isStrict() && !attached) {
            Runtime.getRuntime().halt(EX_CONFIG);
        }
        AgentFaults faults = new AgentFaults(new Log(Level.INFO, new StderrTarget()));
        Instrumented instrumented = new Instrumented(new FirstSightLine(false));
        Discovery nothing = new Discovery(Ticker.SYSTEM);
        AgentReport report = new AgentReport(version, instrumented, faults, nothing);
        report.configured(AgentReport.Status.CONFIGURATION_ERROR, file, problems);
        AgentEnvironment environment =
                new AgentEnvironment(new TimerThread(faults), faults, instrumented, nothing, null);
        weave(Clients.ofPlatform(), environment, instrumented, new Registration(report, faults));
    }

    private static boolean isStrict() {
        String strict = System.getProperty("resil.strict");
        return Boolean.parseBoolean(strict == null ? System.getenv("RESIL_STRICT") : strict);
    }

    private void weave(
            List<WovenClass> plan, AgentEnvironment environment, Instrumented instrumented, Registration registration) {
        PlatformServerAdvice.connect(registration);
        Seam.connect(new ClientLinker(instrumentation, environment));
        new Weaving(plan, instrumented).install(instrumentation, LoadedBefore.candidates(instrumentation, attached));
        if (attached) {
            registration.available(ManagementFactory.getPlatformMBeanServer());
        }
    }

    private String startLine(Configuration configuration) {
        if (configuration.services.isEmpty()) {
            return version + ": no services configured, nothing is governed";
        }
        List<String> ids = new ArrayList<>();
        for (ServiceSettings service : configuration.services) {
            ids.add(service.mode == configuration.mode ? service.id : service.id + " (" + service.mode.key() + ")");
        }
        return version + ": " + configuration.file + ", services " + String.join(", ", ids) + ", mode "
                + configuration.mode.key()
                + (configuration.mode == Mode.OBSERVE ? " (nothing is changed, no token is added)" : "");
    }

    @SuppressWarnings("SystemOut") // the application's logging has not started, or is not ours to start
    static void say(String line) {
        System.err.println("resil " + line);
    }

    /** One line when a client library is first woven, if its calls are governed. */
    private static final class FirstSightLine implements Instrumented.FirstSight {

        private final boolean governs;

        FirstSightLine(boolean governs) {
            this.governs = governs;
        }

        @Override
        public void firstWoven(String client, String className) {
            if (governs && !Clients.isOfPlatform(client)) {
                say("governs " + client + " (" + className + ")");
            }
        }
    }
}
