package io.resil.agent.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.management.Attribute;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.jspecify.annotations.Nullable;

/** The MBeans of the agent in one JVM. */
final class AgentBeans {

    private static final String AGENT = "io.resil:type=Agent";
    private static final String BREAKERS = "io.resil:type=CircuitBreaker,*";

    private final MBeanServerConnection server;
    private final JvmProcess jvm;

    AgentBeans(MBeanServerConnection server, JvmProcess jvm) {
        this.server = server;
        this.jvm = jvm;
    }

    private interface Question<T> {
        T ask() throws JMException, IOException;
    }

    /** A connection that breaks means that the JVM has gone; an exception of an operation is its answer. */
    private <T> T ask(Question<T> question) throws CommandFailure {
        try {
            return question.ask();
        } catch (IOException e) {
            throw CommandFailure.unreachable("the JVM " + jvm + " does not answer any more: " + AttachedJvms.reason(e)
                    + "; it has probably ended");
        } catch (RuntimeMBeanException e) {
            throw CommandFailure.no(AttachedJvms.reason(e.getTargetException()));
        } catch (JMException e) {
            throw CommandFailure.no("the agent in " + jvm + " cannot do that: " + AttachedJvms.reason(e));
        }
    }

    boolean areThere() throws CommandFailure {
        return ask(() -> server.isRegistered(new ObjectName(AGENT)));
    }

    /** After it was loaded. */
    void requireStarted() throws CommandFailure {
        if (!areThere()) {
            throw CommandFailure.no("the agent did not start in " + jvm
                    + "; resil.enabled=false there, or see what that JVM wrote to stderr");
        }
    }

    // ---- the agent

    String text(String attribute) throws CommandFailure {
        return String.valueOf(ask(() -> server.getAttribute(new ObjectName(AGENT), attribute)));
    }

    @Nullable
    Object value(String attribute) throws CommandFailure {
        return ask(() -> server.getAttribute(new ObjectName(AGENT), attribute));
    }

    List<String> lines(String attribute) throws CommandFailure {
        Object value = value(attribute);
        return value instanceof String[] ? Arrays.asList((String[]) value) : new ArrayList<String>();
    }

    String invoke(String operation) throws CommandFailure {
        return String.valueOf(ask(() -> server.invoke(new ObjectName(AGENT), operation, new Object[0], new String[0])));
    }

    boolean hasOperation(String name) throws CommandFailure {
        return ask(
                () -> Arrays.stream(server.getMBeanInfo(new ObjectName(AGENT)).getOperations())
                        .anyMatch(each -> each.getName().equals(name)));
    }

    boolean hasAttribute(String name) throws CommandFailure {
        return ask(
                () -> Arrays.stream(server.getMBeanInfo(new ObjectName(AGENT)).getAttributes())
                        .anyMatch(each -> each.getName().equals(name)));
    }

    // ---- its breakers

    /** By service, each followed by its origins. */
    List<Breaker> breakers() throws CommandFailure {
        List<Breaker> breakers = new ArrayList<>();
        Set<ObjectName> names = ask(() -> server.queryNames(new ObjectName(BREAKERS), null));
        for (ObjectName name : names) {
            Map<String, Object> values = ask(() -> read(name));
            if (!values.isEmpty()) {
                breakers.add(new Breaker(name.getKeyProperty("service"), origin(name), values));
            }
        }
        breakers.sort(Comparator.comparing((Breaker each) -> each.service).thenComparing(each -> each.origin));
        return breakers;
    }

    private static String origin(ObjectName name) {
        String quoted = name.getKeyProperty("origin");
        return quoted == null ? "" : ObjectName.unquote(quoted);
    }

    /** Empty when the origin has been retired meanwhile. */
    private Map<String, Object> read(ObjectName name) throws JMException, IOException {
        Map<String, Object> values = new HashMap<>();
        try {
            for (Attribute each : server.getAttributes(name, Breaker.ATTRIBUTES).asList()) {
                values.put(each.getName(), each.getValue());
            }
        } catch (InstanceNotFoundException gone) {
            values.clear();
        }
        return values;
    }

    String state(String service) throws CommandFailure {
        return String.valueOf(ask(() -> server.getAttribute(breaker(service), "State")));
    }

    void operate(String service, String operation) throws CommandFailure {
        ask(() -> server.invoke(breaker(service), operation, new Object[0], new String[0]));
    }

    Set<String> services() throws CommandFailure {
        Set<String> services = new TreeSet<>();
        for (ObjectName name : ask(() -> server.queryNames(new ObjectName(BREAKERS), null))) {
            services.add(name.getKeyProperty("service"));
        }
        return services;
    }

    private static ObjectName breaker(String service) throws JMException {
        return new ObjectName("io.resil:type=CircuitBreaker,service=" + service);
    }
}
