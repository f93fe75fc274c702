package io.resil.agent.cli;

import java.io.File;
import java.io.IOException;
import java.util.Properties;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** A JVM that was attached to. Its beans are read the way JConsole does: through its own management agent, locally. */
final class AttachedJvm implements Jvm {

    private static final String ADDRESS = "com.sun.management.jmxremote.localConnectorAddress";

    private final String pid;
    private final Class<?> type;
    private final Object machine;
    private @Nullable JMXConnector connector;

    AttachedJvm(String pid, Class<?> type, Object machine) {
        this.pid = pid;
        this.type = type;
        this.machine = machine;
    }

    @Override
    public MBeanServerConnection beans() throws CommandFailure {
        // so that a JVM which is stopped between two answers ends the command, and not only its patience
        System.setProperty("sun.rmi.transport.tcp.responseTimeout", "30000");
        try {
            return Patience.waitFor(this::connect);
        } catch (Exception e) {
            throw CommandFailure.unreachable("the MBeans of the JVM " + pid + " cannot be read: "
                    + AttachedJvms.reason(e) + "; a runtime image needs the module jdk.management.agent for it");
        }
    }

    @SuppressWarnings("BanJNDI") // the address comes from the JVM itself, and is of this machine
    private MBeanServerConnection connect() throws Exception {
        JMXConnector opened = JMXConnectorFactory.connect(new JMXServiceURL(address()));
        connector = opened;
        return opened.getMBeanServerConnection();
    }

    private String address() throws Exception {
        String running = property("getAgentProperties", ADDRESS);
        if (running != null) {
            return running;
        }
        try {
            return AttachApi.call(type, machine, "startLocalManagementAgent").toString();
        } catch (Exception notByCommand) {
            return startByAgent(notByCommand);
        }
    }

    /** What Java 8 has for it, should the command fail. */
    private String startByAgent(Exception notByCommand) throws Exception {
        File jar = new File(property("getSystemProperties", "java.home"), "lib/management-agent.jar");
        if (!jar.isFile()) {
            throw notByCommand;
        }
        load(jar.getPath(), "com.sun.management.jmxremote");
        String address = property("getAgentProperties", ADDRESS);
        if (address == null) {
            throw notByCommand;
        }
        return address;
    }

    private @Nullable String property(String method, String name) throws Exception {
        return ((Properties) AttachApi.call(type, machine, method)).getProperty(name);
    }

    @Override
    public void load(String jar, String argument) throws CommandFailure {
        try {
            Patience.waitFor(() -> AttachApi.call(type, machine, "loadAgent", jar, argument));
        } catch (Exception e) {
            if (!isSuccess(e)) {
                throw CommandFailure.unreachable("the JVM " + pid + " did not load the agent: " + AttachedJvms.reason(e)
                        + "; start it with -javaagent instead");
            }
        }
    }

    /** Java 8 and those after it take each other's report of success for a failure. */
    private static boolean isSuccess(Exception e) {
        String message = AttachedJvms.reason(e);
        return message.equals("0") || message.endsWith("return code: 0");
    }

    @Override
    public void close() {
        try {
            if (connector != null) {
                connector.close();
            }
            AttachApi.call(type, machine, "detach");
        } catch (IOException e) {
            // it has ended, which is a way of letting go
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
