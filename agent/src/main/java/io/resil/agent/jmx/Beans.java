package io.resil.agent.jmx;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Our beans in the MBean server. The part of {@link Registration} that cannot be loaded without JMX. Thread-safe. */
final class Beans {

    private static final String DOMAIN = "io.resil:";

    private final MBeanServer server;
    private final ConcurrentMap<String, Registered> breakers = new ConcurrentHashMap<>();

    Beans(MBeanServer server) {
        this.server = server;
    }

    void register(AgentView agent) throws JMException {
        server.registerMBean(new AgentBean(agent), new ObjectName(DOMAIN + "type=Agent"));
    }

    void register(String service, BreakerView breaker) throws JMException {
        ObjectName name = new ObjectName(DOMAIN + "type=CircuitBreaker,service=" + service);
        CircuitBreakerBean bean = new CircuitBreakerBean(breaker);
        server.registerMBean(bean, name);
        breakers.put(service, new Registered(name, bean));
    }

    void transition(String service, String from, String to, String reason) throws IOException {
        Registered registered = breakers.get(service);
        if (registered != null) {
            registered.bean.transition(registered.name, from, to, reason);
        }
    }

    private static final class Registered {
        final ObjectName name;
        final CircuitBreakerBean bean;

        Registered(ObjectName name, CircuitBreakerBean bean) {
            this.name = name;
            this.bean = bean;
        }
    }
}
