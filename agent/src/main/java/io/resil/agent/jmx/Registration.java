package io.resil.agent.jmx;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.MBeanServer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the beans of the agent until the application has started its platform MBean server, which the agent must not do
 * for it. Loads no class of JMX before that: all that needs one is in {@link Beans}.
 *
 * <p>Nothing here throws; a bean that cannot be registered is reported. Thread-safe; no lock is held while the server is
 * called, which may take locks of its own.
 */
public final class Registration {

    private final AgentView agent;
    private final Faults faults;

    private final Object lock = new Object();
    private final Map<String, BreakerView> waiting = new LinkedHashMap<>();
    private volatile @Nullable Beans beans;

    public Registration(AgentView agent, Faults faults) {
        this.agent = agent;
        this.faults = faults;
    }

    /** Adds the breaker of a service: to the server at once, or as soon as there is one. */
    public void add(String service, BreakerView breaker) {
        Beans there;
        synchronized (lock) {
            there = beans;
            if (there == null) {
                waiting.put(service, breaker);
                return;
            }
        }
        register(there, service, breaker);
    }

    /**
     * The platform MBean server is there. Called whenever somebody gets it, by the thread that does and inside the
     * monitor of {@code ManagementFactory}; only the first call does anything, also when registering leads to another.
     */
    public void available(MBeanServer server) {
        if (beans != null) {
            return;
        }
        Beans there = new Beans(server);
        Map<String, BreakerView> due;
        synchronized (lock) {
            if (beans != null) {
                return;
            }
            beans = there;
            due = new LinkedHashMap<>(waiting);
            waiting.clear();
        }
        try {
            there.register(agent);
        } catch (Throwable fault) {
            faults.fault("the MBean of the agent", fault);
        }
        for (Map.Entry<String, BreakerView> breaker : due.entrySet()) {
            register(there, breaker.getKey(), breaker.getValue());
        }
    }

    private void register(Beans there, String service, BreakerView breaker) {
        try {
            there.register(service, breaker);
        } catch (Throwable fault) {
            faults.fault("the MBean of service " + service, fault);
        }
    }

    /**
     * Tells the listeners of a service's bean, if it has one, on this thread.
     *
     * @param reason why, as the log says it
     */
    public void transition(String service, String from, String to, String reason) {
        Beans there = beans;
        if (there == null) {
            return;
        }
        try {
            there.transition(service, from, to, reason);
        } catch (Throwable fault) {
            faults.fault("a notification of service " + service, fault);
        }
    }
}
