package io.resil.agent;

import io.resil.agent.jmx.Faults;
import io.resil.agent.log.Log;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/** Faults of the agent itself, none of which reaches the application: logged once per place, and counted. Thread-safe. */
final class AgentFaults implements Faults, BiConsumer<String, Throwable> {

    private final AtomicLong count = new AtomicLong();
    private final Set<String> places = Collections.newSetFromMap(new ConcurrentHashMap<String, Boolean>());
    private final Log log;

    AgentFaults(Log log) {
        this.log = log;
    }

    @Override
    public void fault(String place, Throwable fault) {
        count.incrementAndGet();
        if (places.add(place)) {
            log.error("fault of the agent in " + place + "; the application goes on without it there", fault);
        }
    }

    /** The same, to be handed over without a lambda: the first one of a JVM costs milliseconds. */
    @Override
    public void accept(String place, Throwable fault) {
        fault(place, fault);
    }

    long count() {
        return count.get();
    }
}
