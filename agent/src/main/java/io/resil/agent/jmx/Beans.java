package io.resil.agent.jmx;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Our beans in the MBean server. The part of {@link Registration} that cannot be loaded without JMX. Thread-safe. */
final class Beans {

    private static final String DOMAIN = "io.resil:";

    private final MBeanServer server;
    private final ConcurrentMap<BeanName, Registered> breakers = new ConcurrentHashMap<>();

    Beans(MBeanServer server) {
        this.server = server;
    }

    void register(AgentView agent) throws JMException {
        server.registerMBean(new AgentBean(agent), new ObjectName(DOMAIN + "type=Agent"));
    }

    /**
     * Has the server show the breaker under the name, and no other. For one thread at a time.
     *
     * @param wanted null for none
     */
    void bring(BeanName name, @Nullable BreakerView wanted) throws JMException {
        Registered present = breakers.get(name);
        if (present != null && present.breaker != wanted) {
            breakers.remove(name);
            unregister(present.name);
        }
        if (wanted != null && (present == null || present.breaker != wanted)) {
            register(name, wanted);
        }
    }

    private void register(BeanName name, BreakerView breaker) throws JMException {
        CircuitBreakerBean bean = new CircuitBreakerBean(breaker);
        ObjectName objectName = objectName(name);
        server.registerMBean(bean, objectName);
        breakers.put(name, new Registered(objectName, bean, breaker));
    }

    private void unregister(ObjectName name) throws JMException {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException gone) {
            // somebody else did
        }
    }

    private static ObjectName objectName(BeanName name) throws JMException {
        String ofService = DOMAIN + "type=CircuitBreaker,service=" + name.service;
        return new ObjectName(name.isOfOrigin() ? ofService + ",origin=" + ObjectName.quote(name.origin) : ofService);
    }

    void transition(BeanName name, String from, String to, String reason) throws IOException {
        Registered registered = breakers.get(name);
        if (registered != null) {
            registered.bean.transition(registered.name, from, to, reason);
        }
    }

    private static final class Registered {
        final ObjectName name;
        final CircuitBreakerBean bean;
        final BreakerView breaker;

        Registered(ObjectName name, CircuitBreakerBean bean, BreakerView breaker) {
            this.name = name;
            this.bean = bean;
            this.breaker = breaker;
        }
    }
}
