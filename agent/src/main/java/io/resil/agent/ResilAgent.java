package io.resil.agent;

import io.resil.agent.config.Configuration;
import io.resil.agent.config.ConfigurationFiles;
import io.resil.agent.config.ConfigurationLoader;
import io.resil.agent.config.InvalidConfigurationException;
import io.resil.agent.config.Problem;
import io.resil.agent.config.Variables;
import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.timeout.DaemonThreads;
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

    private final ConfigurationLoader loader;
    private final EngineStart start;

    /** Guarded by this: as it was named; null for none. */
    private @Nullable String file;

    /** What was read at the start: one of both. */
    private final @Nullable Configuration first;

    private final @Nullable InvalidConfigurationException refused;

    /** Guarded by this: made at the first look. */
    private @Nullable ConfigurationFiles files;

    /** Guarded by this: made at the first change. */
    private @Nullable Reload reload;

    /** The one in this JVM, once it has started. */
    private static volatile @Nullable ResilAgent running;

    private ResilAgent(
            Instrumentation instrumentation,
            boolean attached,
            ConfigurationLoader loader,
            @Nullable String file,
            @Nullable Configuration first,
            @Nullable InvalidConfigurationException refused)
            throws IOException {
        this.loader = loader;
        this.file = file;
        this.first = first;
        this.refused = refused;
        String version = ((AgentClassLoader) ResilAgent.class.getClassLoader()).version();
        this.start = new EngineStart(instrumentation, attached, version) {
            @Override
            Engine make() {
                Engine made = first == null
                        ? Engine.refused(
                                this, file, Objects.requireNonNull(refused).problems())
                        : Engine.of(this, first);
                if (file != null) {
                    made.report().reloadedBy(ResilAgent.this);
                }
                return made;
            }
        };
    }

    /** Called once by the launch class, in the isolated loader. */
    public static void start(@Nullable String argument, Instrumentation instrumentation, boolean attached)
            throws IOException {
        ModuleSystems.showSeam();
        String file = ConfigurationSource.path(argument);
        ConfigurationLoader loader = new ConfigurationLoader(Variables.ofThisProcess());
        try {
            Configuration configuration = file == null ? loader.withoutFile() : loader.load(file);
            new ResilAgent(instrumentation, attached, loader, file, configuration, null).govern(configuration);
        } catch (InvalidConfigurationException e) {
            new ResilAgent(instrumentation, attached, loader, file, null, e).stayInert(e.problems());
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

    private synchronized boolean take(String newFile) {
        AgentReport report = start.engine().report();
        if (report.isActive()) {
            return false;
        }
        report.configured(AgentReport.Status.CONFIGURATION_ERROR, newFile, Collections.emptyList());
        boolean isWatched = file != null;
        file = newFile;
        files = ConfigurationFiles.unread(loader, newFile);
        reload = null;
        say(reload().now());
        if (!isWatched) {
            report.reloadedBy(this);
            watch();
        }
        return true;
    }

    private void govern(Configuration configuration) {
        for (Problem warning : configuration.warnings) {
            say("warning: " + warning);
        }
        say(start.version + ": " + summary(configuration));
        connect(readsTokenFile(configuration) || configuration.status != null);
        start.weaving.weave(configuration, start.attached);
        finish();
    }

    /** Which may be for the eyes of whoever starts the application, and not there later. */
    private static boolean readsTokenFile(Configuration configuration) {
        for (ServiceSettings service : configuration.services) {
            if (service.token != null && service.token.file != null) {
                return true;
            }
        }
        return false;
    }

    /** The application runs, and JMX says why the agent does not. */
    private void stayInert(List<Problem> problems) {
        say(listed("the configuration is refused, so the agent does nothing:", problems));
        if (isStrict() && !start.attached) {
            Runtime.getRuntime().halt(EX_CONFIG);
        }
        connect(false);
        start.weaving.weavePlatform(start.attached);
        finish();
    }

    private static boolean isStrict() {
        String strict = System.getProperty("resil.strict");
        return Boolean.parseBoolean(strict == null ? System.getenv("RESIL_STRICT") : strict);
    }

    private void connect(boolean makesEngine) {
        if (makesEngine || start.attached) {
            start.engine();
        }
        Facts.connect(start);
        Seam.connect(start);
    }

    private void finish() {
        running = this;
        if (file != null) {
            watch();
        }
        if (start.attached) {
            start.engine().registration().available(ManagementFactory.getPlatformMBeanServer());
        }
    }

    private void watch() {
        DaemonThreads.early("resil-watch", this).start();
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

    /** Does something only at the second look that finds the same change. */
    private synchronized void look() {
        try {
            if (files().haveChanged()) {
                reload().now();
            }
        } catch (Throwable fault) {
            start.faulted("the look at the configuration", fault);
        }
    }

    /** Because an operator asks for it. */
    synchronized String readAgain() {
        return reload().now();
    }

    private Reload reload() {
        Reload present = reload;
        if (present == null) {
            present = start.engine().reload(files());
            reload = present;
        }
        return present;
    }

    private ConfigurationFiles files() {
        ConfigurationFiles present = files;
        if (present == null) {
            String name = Objects.requireNonNull(file);
            present = first == null
                    ? ConfigurationFiles.of(loader, name, Objects.requireNonNull(refused))
                    : ConfigurationFiles.of(loader, name, first);
            files = present;
        }
        return present;
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

    /** Each on a line of its own below the heading. */
    static String listed(String heading, List<?> lines) {
        StringBuilder list = new StringBuilder(heading);
        for (Object line : lines) {
            list.append(System.lineSeparator()).append("  ").append(line);
        }
        return list.toString();
    }

    @SuppressWarnings("SystemOut") // the application's logging has not started, or is not ours to start
    static void say(String line) {
        System.err.println("resil " + line);
    }
}
