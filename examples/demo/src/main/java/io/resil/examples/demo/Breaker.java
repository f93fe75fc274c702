package io.resil.examples.demo;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Chroma's circuit breaker in another JVM, seen the way JConsole sees it: attach by process id, then JMX. */
final class Breaker implements AutoCloseable {

    private static final String[] ATTRIBUTES = {"State", "SecondsUntilProbe", "Attempts", "Rejections", "Retries"};

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final ObjectName name;

    /**
     * @param secondsUntilProbe negative when the state knows no probe
     * @param attempts requests sent since the start
     */
    record Reading(String state, double secondsUntilProbe, long attempts, long rejections, long retries) {}

    private Breaker(JMXConnector connector, MBeanServerConnection server, ObjectName name) {
        this.connector = connector;
        this.server = server;
        this.name = name;
    }

    /** @throws IOException when the JVM cannot be reached, or has no such breaker within 5 seconds */
    @SuppressWarnings("BanJNDI") // the address comes from a JVM that the demo started itself
    static Breaker of(long pid) throws IOException, InterruptedException {
        JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(managementUrl(pid)));
        try {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ObjectName name = new ObjectName("io.resil:type=CircuitBreaker,service=chroma");
            for (int tenths = 0; tenths < 50; tenths++) {
                if (server.isRegistered(name)) {
                    return new Breaker(connector, server, name);
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            throw new IOException(
                    "the backend has no MBean " + name + ": is the agent active? See target/demo/backend-with.log.");
        } catch (JMException e) {
            connector.close();
            throw new IOException(e);
        } catch (IOException | InterruptedException e) {
            connector.close();
            throw e;
        }
    }

    Reading read() throws IOException {
        Map<String, Object> values = new HashMap<>();
        try {
            for (Attribute attribute : server.getAttributes(name, ATTRIBUTES).asList()) {
                values.put(attribute.getName(), attribute.getValue());
            }
        } catch (JMException e) {
            throw new IOException("cannot read " + name, e);
        }
        return new Reading(
                String.valueOf(values.get("State")),
                number(values, "SecondsUntilProbe").doubleValue(),
                number(values, "Attempts").longValue(),
                number(values, "Rejections").longValue(),
                number(values, "Retries").longValue());
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    private static String managementUrl(long pid) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                return jvm.startLocalManagementAgent();
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException("cannot attach to process " + pid, e);
        }
    }

    private static Number number(Map<String, Object> values, String attribute) throws IOException {
        if (values.get(attribute) instanceof Number number) {
            return number;
        }
        throw new IOException("the breaker's MBean has no attribute " + attribute);
    }
}
