package io.resil.agent;

import io.resil.agent.call.Ticker;
import io.resil.agent.client.ClientLinker;
import io.resil.agent.config.Configuration;
import io.resil.agent.config.ConfigurationFiles;
import io.resil.agent.config.ConfigurationLoader;
import io.resil.agent.config.InvalidConfigurationException;
import io.resil.agent.config.LogSettings;
import io.resil.agent.config.Problem;
import io.resil.agent.config.Variables;
import io.resil.agent.discover.Discovery;
import io.resil.agent.jmx.PlatformServerAdvice;
import io.resil.agent.jmx.Registration;
import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.timeout.DaemonThreads;
import io.resil.agent.timeout.TimerThread;
import io.resil.bootstrap.AgentClassLoader;
import io.resil.bootstrap.Facts;
import io.resil.bootstrap.Seam;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts the agent together: from the configuration to the services, from the services to the woven classes. It is also what
 * the thread runs that watches the configuration, as a class of its own would have to be loaded before the application
 * starts.
 */
public final class ResilAgent implements Runnable {

    /** Of {@code sysexits.h}: something was found in an unconfigured or misconfigured state. */
    private static final int EX_CONFIG = 78;

    private static final long LOOK_MILLIS = 1000;

    private final Instrumentation instrumentation;
    private final boolean attached;
    private final String version;
    private final AgentLog log;
    private final AgentFaults faults;
    private final ClientWeaving weaving;
    private final AgentReport report;
    private final Registration registration;
    private final AgentEnvironment environment;
    private final Governance governance;

    private final ConfigurationLoader loader;

    /** What was read at the start: one of both; without a file, neither is needed later. */
    private @Nullable Configuration first;

    private @Nullable InvalidConfigurationException refused;

    /** Guarded by this. */
    private @Nullable Reload reload;

    /** The one in this JVM, once it has started. */
    private static volatile @Nullable ResilAgent running;

    private ResilAgent(
            Instrumentation instrumentation, boolean attached, ConfigurationLoader loader, LogSettings logged)
            throws IOException {
        this.loader = loader;
        this.instrumentation = instrumentation;
        this.attached = attached;
        this.version = ((AgentClassLoader) ResilAgent.class.getClassLoader()).version();
        this.log = new AgentLog(logged);
        this.faults = new AgentFaults(log.log());
        this.weaving = new ClientWeaving(instrumentation);
        Discovery discovery = new Discovery(Ticker.SYSTEM);
        this.report = new AgentReport(version, weaving.instrumented(), faults, discovery);
        this.registration = new Registration(report, faults);
        TimerThread timers = new TimerThread(faults);
        this.environment = new AgentEnvironment(timers, faults, weaving.instrumented(), discovery, log.application());
        AgentParts parts = new AgentParts(log.log(), registration, timers);
        this.governance = new Governance(
                log, environment, registration, report, new OptionalStatusPage(report, log.log(), faults), parts);
    }
    /** Called once by the launch class, in the isolated loader. */
    public static void start(@Nullable String argument, Instrumentation instrumentation, boolean attached)
            throws IOException {
        ModuleSystems.showSeam();
        String file = ConfigurationSource.path(argument);
        ConfigurationLoader loader = new ConfigurationLoader(Variables.ofThisProcess());
        try {
            Configuration configuration = file == null ? loader.withoutFile() : loader.load(file);
            new ResilAgent(instrumentation, attached, loader, configuration.log).govern(configuration);
        } catch (InvalidConfigurationException e) {
            new ResilAgent(instrumentation, attached, loader, LogSettings.DEFAULT).stayInert(file, e);
        }
    }

    /**
     * Called by the launch class when the agent is attached once more: it takes another configuration as long as it governs
     * nothing.
     *
     * @return whether it did
     */
    public static boolean startAgain(@Nullable String argument) {
        ResilAgent present = running;
        String file = ConfigurationSource.path(argument);
        return present != null && file != null && present.take(file);
    }

    private synchronized boolean take(String file) {
        if (report.isActive()) {
            return false;
        }
        boolean isWatched = !report.file().isEmpty();
        report.configured(AgentReport.Status.CONFIGURATION_ERROR, file, Collections.emptyList());
        reload = newReload(ConfigurationFiles.unread(loader, file));
        say(reload.now());
        if (!isWatched) {
            watch();
        }
        return true;
    }

    private void govern(Configuration configuration) {
        first = configuration;
        governance.apply(configuration, attached);
        for (Problem warning : configuration.warnings) {
            say("warning: " + warning);
        }
        say(version + ": " + summary(configuration));
        connect();
        weaving.weave(configuration, attached);
        finish(configuration.file);
    }

    /** The application runs, and JMX says why the agent does not. */
    private void stayInert(@Nullable String file, InvalidConfigurationException refusal) {
        refused = refusal;
        StringBuilder lines = new StringBuilder("the configuration is refused, so the agent does nothing:");
        for (Problem problem : refusal.problems()) {
            lines.append(System.lineSeparator()).append("  ").append(problem);
        }
        say(lines.toString());
        if (isStrict() && !attached) {
            Runtime.getRuntime().halt(EX_CONFIG);
        }
        report.configured(AgentReport.Status.CONFIGURATION_ERROR, file, refusal.problems());
        connect();
        weaving.weavePlatform(attached);
        finish(file);
    }

    private static boolean isStrict() {
        String strict = System.getProperty("resil.strict");
        return Boolean.parseBoolean(strict == null ? System.getenv("RESIL_STRICT") : strict);
    }

    private void connect() {
        Facts.connect(report);
        PlatformServerAdvice.connect(registration);
        Seam.connect(new ClientLinker(instrumentation, environment));
    }

    private void finish(@Nullable String file) {
        running = this;
        if (file != null) {
            watch();
        }
        if (attached) {
            registration.available(ManagementFactory.getPlatformMBeanServer());
        }
    }

    private void watch() {
        report.reloadedBy(this);
        new DaemonThreads("resil-watch").newThread(this).start();
    }

    // ---- while it runs

    /** Looks at the configuration once a second, for ever. Begins with a rest, and so loads nothing meanwhile. */
    @Override
    public void run() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                look();
            }
        } catch (InterruptedException end) {
            // nobody of ours does that; whoever does wants the thread to end
        }
    }

    private synchronized void look() {
        try {
            reload().look();
        } catch (Throwable fault) {
            faults.fault("the look at the configuration", fault);
        }
    }

    /** Because an operator asks for it. */
    synchronized String readAgain() {
        return reload().now();
    }

    private Reload reload() {
        Reload present = reload;
        if (present == null) {
            String file = report.file();
            present = newReload(
                    first == null
                            ? ConfigurationFiles.of(loader, file, Objects.requireNonNull(refused))
                            : ConfigurationFiles.of(loader, file, first));
            reload = present;
            first = null;
            refused = null;
        }
        return present;
    }

    private Reload newReload(ConfigurationFiles files) {
        return new Reload(files, weaving, governance, report, log.log(), AgentParts.WALL);
    }

    /** What is on, in one line. */
    static String summary(Configuration configuration) {
        if (configuration.services.isEmpty()) {
            return "no services configured, nothing is governed";
        }
        List<String> ids = new ArrayList<>();
        for (ServiceSettings service : configuration.services) {
            ids.add(service.mode == configuration.mode ? service.id : service.id + " (" + service.mode.key() + ")");
        }
        return configuration.file + ", services " + String.join(", ", ids) + ", mode " + configuration.mode.key()
                + (configuration.mode == Mode.OBSERVE ? " (nothing is changed, no token is added)" : "");
    }

    @SuppressWarnings("SystemOut") // the application's logging has not started, or is not ours to start
    static void say(String line) {
        System.err.println("resil " + line);
    }
}
