package io.resil.agent;

import io.resil.agent.client.Clients;
import io.resil.agent.config.Configuration;
import io.resil.agent.config.ConfigurationLoader;
import io.resil.agent.config.InvalidConfigurationException;
import io.resil.agent.config.Problem;
import io.resil.agent.config.Variables;
import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.weave.Instrumented;
import io.resil.agent.weave.Weaving;
import io.resil.agent.weave.WovenClass;
import io.resil.bootstrap.AgentClassLoader;
import io.resil.bootstrap.Seam;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
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
        for (Problem warning : configuration.warnings) {
            say("warning: " + warning);
        }
        say(startLine(configuration));
        boolean governs = !configuration.services.isEmpty();
        EngineStart start = new EngineStart(instrumentation, version, new Instrumented(new FirstSightLine(governs))) {
            @Override
            Engine make() {
                return Engine.of(this, configuration);
            }
        };
        weave(governs ? Clients.all() : Clients.toDiscover(), start, readsTokenFile(configuration));
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
    private void stayInert(@Nullable String file, List<Problem> problems) {
        StringBuilder lines = new StringBuilder("the configuration is refused, so the agent does nothing:");
        for (Problem problem : problems) {
            lines.append(System.lineSeparator()).append("  ").append(problem);
        }
        say(lines.toString());
        if (isStrict() && !attached) {
            Runtime.getRuntime().halt(EX_CONFIG);
        }
        EngineStart start = new EngineStart(instrumentation, version, new Instrumented(new FirstSightLine(false))) {
            @Override
            Engine make() {
                return Engine.refused(this, file, problems);
            }
        };
        weave(Clients.ofPlatform(), start, false);
    }

    private static boolean isStrict() {
        String strict = System.getProperty("resil.strict");
        return Boolean.parseBoolean(strict == null ? System.getenv("RESIL_STRICT") : strict);
    }

    private void weave(List<WovenClass> plan, EngineStart start, boolean makesEngine) {
        if (makesEngine || attached) {
            start.engine();
        }
        Seam.connect(start);
        new Weaving(plan, start.instrumented)
                .install(instrumentation, LoadedBefore.candidates(instrumentation, attached));
        if (attached) {
            start.engine().registration().available(ManagementFactory.getPlatformMBeanServer());
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
            if (governs
                    && !Clients.ofPlatform().isEmpty()
                    && !client.equals(Clients.ofPlatform().get(0).client())) {
                say("governs " + client + " (" + className + ")");
            }
        }
    }
}
