package io.resil.it;

import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A console that goes the way of JConsole: it attaches, starts the JVM's own management agent, and connects to that. */
final class Console implements AutoCloseable {

    private static final String ADDRESS = "com.sun.management.jmxremote.localConnectorAddress";

    private final JMXConnector connector;
    private final MBeanServerConnection server;

    private Console(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
    }

    static Console of(AgentJvm jvm) throws Exception {
        return of(jvm.pid());
    }

    @SuppressWarnings("BanJNDI") // the peer is a JVM that the test has started
    static Console of(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
        try {
            return new Console(JMXConnectorFactory.connect(new JMXServiceURL(startManagement(machine))));
        } finally {
            machine.detach();
        }
    }

    private static String startManagement(VirtualMachine machine) throws Exception {
        if (AgentJvm.javaVersion() > 8) {
            return machine.startLocalManagementAgent();
        }
        Attaching.load(
                machine,
                AgentJvm.javaHome().resolve("jre/lib/management-agent.jar").toString(),
                "com.sun.management.jmxremote");
        return machine.getAgentProperties().getProperty(ADDRESS);
    }

    MBeanServerConnection server() {
        return server;
    }

    /** The names of the agent's beans. */
    Set<String> beans() throws IOException, JMException {
        Set<String> names = new TreeSet<>();
        for (ObjectName name : server.queryNames(new ObjectName("io.resil:*"), null)) {
            names.add(name.toString());
        }
        return names;
    }

    List<MBeanAttributeInfo> attributes(String bean) throws IOException, JMException {
        return List.of(server.getMBeanInfo(new ObjectName(bean)).getAttributes());
    }

    Object read(String bean, String attribute) throws IOException, JMException {
        return server.getAttribute(new ObjectName(bean), attribute);
    }

    Object invoke(String bean, String operation, String... arguments) throws IOException, JMException {
        String[] signature = new String[arguments.length];
        Arrays.fill(signature, String.class.getName());
        return server.invoke(new ObjectName(bean), operation, arguments, signature);
    }

    /** What the bean tells from now on, as it comes in. The list may be read by any thread while it holds its monitor. */
    List<Notification> listen(String bean) throws IOException, JMException {
        List<Notification> heard = Collections.synchronizedList(new ArrayList<>());
        server.addNotificationListener(
                new ObjectName(bean), (notification, nothing) -> heard.add(notification), null, null);
        return heard;
    }

    /** Everything that can be read of the agent. */
    String dump() throws IOException, JMException {
        StringBuilder dump = new StringBuilder();
        for (String bean : beans()) {
            dump.append(server.getMBeanInfo(new ObjectName(bean))).append('\n');
            for (MBeanAttributeInfo attribute : attributes(bean)) {
                Object value = read(bean, attribute.getName());
                dump.append(attribute.getName())
                        .append(" = ")
                        .append(value instanceof Object[] values ? Arrays.toString(values) : value)
                        .append('\n');
            }
        }
        return dump.append(invoke(Backend.AGENT, "statusJson")).toString();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
