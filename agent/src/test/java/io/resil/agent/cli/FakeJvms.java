package io.resil.agent.cli;

import io.resil.agent.jmx.AgentView;
import io.resil.agent.jmx.BreakerView;
import io.resil.agent.jmx.Registration;
import io.resil.agent.stats.AgentSnapshot;
import io.resil.agent.stats.Decisions;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerConnection;
import javax.management.MBeanServerFactory;

/** JVMs that are listed, all with the same beans. */
final class FakeJvms implements Jvms {

    final MBeanServer server = MBeanServerFactory.newMBeanServer();
    final List<String> loaded = new ArrayList<>();
    int opened;
    String status = "ACTIVE";
    List<String> problems = List.of();
    final Decisions decisions = new Decisions(() -> FakeBreaker.SINCE);
    Runnable whenLoaded = () -> {};

    private final List<JvmProcess> running = new ArrayList<>();

    private final Registration registration = new Registration(
            new AgentView() {
                @Override
                public AgentSnapshot snapshot() {
                    return new AgentSnapshot(
                            "1.2.3",
                            status,
                            "/etc/resil.yaml",
                            "",
                            problems,
                            List.of(),
                            0,
                            List.of(),
                            decisions.latest());
                }

                @Override
                public String explain(String method, String url) {
                    return "";
                }
            },
            (place, fault) -> {
                throw new AssertionError(place, fault);
            });

    FakeJvms running(String pid, String command) {
        running.add(new JvmProcess(pid, command));
        return this;
    }

    FakeJvms withAgent() {
        registration.available(server);
        return this;
    }

    FakeJvms with(String service, BreakerView breaker) {
        registration.add(service, breaker);
        return this;
    }

    FakeJvms with(String service, String origin, BreakerView breaker) {
        registration.add(service, origin, breaker);
        return this;
    }

    @Override
    public List<JvmProcess> running() {
        return running;
    }

    @Override
    public boolean isJvm(String pid) {
        return pid.equals("77");
    }

    @Override
    public Jvm attach(String pid) throws CommandFailure {
        if (pid.equals("77")) {
            throw CommandFailure.unreachable("the JVM 77 cannot be reached:\n  it is shy");
        }
        opened++;
        return new Jvm() {
            @Override
            public MBeanServerConnection beans() {
                return server;
            }

            @Override
            public void load(String jar, String argument) {
                loaded.add(jar + "=" + argument);
                whenLoaded.run();
            }

            @Override
            public void close() {
                opened--;
            }
        };
    }
}
