package io.resil.agent.jmx;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the beans of the agent until the application has started its platform MBean server, which the agent must not do
 * for it. Loads no class of JMX before that: all that needs one is in {@link Beans}.
 *
 * <p>What is added and removed only says which bean there is to be; the server is then brought to that, one bean after
 * the other and by one thread at a time, so that the order in which threads come does not matter. Nothing here throws; a
 * bean that cannot be registered is reported. Thread-safe; no lock is held while the server is called, which may take
 * locks of its own.
 */
public final class Registration {

    private final AgentView agent;
    private final Faults faults;

    private final Object lock = new Object();
    /** Guarded by the lock. */
    private final Map<BeanName, BreakerView> wanted = new LinkedHashMap<>();
    /** Guarded by the lock: beans of which the server may not have what is wanted. */
    private final Set<BeanName> due = new LinkedHashSet<>();
    /** Guarded by the lock: a thread is at it, and will see to whatever becomes due. */
    private boolean busy;

    private volatile @Nullable Beans beans;

    public Registration(AgentView agent, Faults faults) {
        this.agent = agent;
        this.faults = faults;
    }

    /** Adds the breaker of a service: to the server at once, or as soon as there is one. */
    public void add(String service, BreakerView breaker) {
        want(BeanName.of(service), breaker);
    }

    /**
     * The same for one origin of it; replaces one that is there already.
     *
     * @param origin {@code host:port}
     */
    public void add(String service, String origin, BreakerView breaker) {
        want(BeanName.of(service, origin), breaker);
    }

    private void want(BeanName name, BreakerView breaker) {
        synchronized (lock) {
            wanted.put(name, breaker);
            due.add(name);
        }
        settle();
    }

    /** Removes the breaker of a service, unless another has taken its place. */
    public void remove(String service, BreakerView breaker) {
        unwant(BeanName.of(service), breaker);
    }

    /** The same for one origin of it. */
    public void remove(String service, String origin, BreakerView breaker) {
        unwant(BeanName.of(service, origin), breaker);
    }

    private void unwant(BeanName name, BreakerView breaker) {
        synchronized (lock) {
            if (!wanted.remove(name, breaker)) {
                return;
            }
            due.add(name);
        }
        settle();
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
        synchronized (lock) {
            if (beans != null) {
                return;
            }
            beans = there;
        }
        try {
            there.register(agent);
        } catch (Throwable fault) {
            faults.fault("the MBean of the agent", fault);
        }
        settle();
    }

    private void settle() {
        Beans there = beans;
        if (there == null) {
            return;
        }
        synchronized (lock) {
            if (busy) {
                return;
            }
            busy = true;
        }
        for (BeanName name = nextDue(); name != null; name = nextDue()) {
            try {
                there.bring(name, wanted(name));
            } catch (Throwable fault) {
                faults.fault(
                        name.isOfOrigin()
                                ? "the MBean of an origin of service " + name.service
                                : "the MBean of service " + name.service,
                        fault);
            }
        }
    }

    private @Nullable BeanName nextDue() {
        synchronized (lock) {
            Iterator<BeanName> names = due.iterator();
            if (!names.hasNext()) {
                busy = false;
                return null;
            }
            BeanName next = names.next();
            names.remove();
            return next;
        }
    }

    private @Nullable BreakerView wanted(BeanName name) {
        synchronized (lock) {
            return wanted.get(name);
        }
    }

    /**
     * Tells the listeners of a service's bean, if it has one, on this thread.
     *
     * @param reason why, as the log says it
     */
    public void transition(String service, String from, String to, String reason) {
        tell(BeanName.of(service), from, to, reason);
    }

    /**
     * The same for the bean of one origin of it.
     *
     * @param origin {@code host:port}
     */
    public void transition(String service, String origin, String from, String to, String reason) {
        tell(BeanName.of(service, origin), from, to, reason);
    }

    private void tell(BeanName name, String from, String to, String reason) {
        Beans there = beans;
        if (there == null) {
            return;
        }
        try {
            there.transition(name, from, to, reason);
        } catch (Throwable fault) {
            faults.fault("a notification of service " + name.service, fault);
        }
    }
}
