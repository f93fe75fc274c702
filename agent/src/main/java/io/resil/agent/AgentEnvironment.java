package io.resil.agent;

import io.resil.agent.call.Environment;
import io.resil.agent.call.Funnel;
import io.resil.agent.call.Routes;
import io.resil.agent.call.Target;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Waiting;
import io.resil.agent.discover.Discovery;
import io.resil.agent.log.AppTarget;
import io.resil.agent.weave.Instrumented;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the adapters of the clients get of the agent. Thread-safe. */
final class AgentEnvironment implements Environment {

    private static final Routes NOWHERE = new Routes() {
        @Override
        public @Nullable Target match(String scheme, String host, int port, @Nullable String path) {
            return null;
        }
    };

    private final Waiting waiting;
    private final AgentFaults faults;
    private final Instrumented instrumented;
    private final Discovery discovery;
    private final @Nullable AppTarget applicationLog;
    private volatile Routes routes = NOWHERE;

    AgentEnvironment(
            Waiting waiting,
            AgentFaults faults,
            Instrumented instrumented,
            Discovery discovery,
            @Nullable AppTarget applicationLog) {
        this.waiting = waiting;
        this.faults = faults;
        this.instrumented = instrumented;
        this.discovery = discovery;
        this.applicationLog = applicationLog;
    }

    void routeBy(Routes newRoutes) {
        routes = newRoutes;
    }

    @Override
    public Routes routes() {
        return routes;
    }

    @Override
    public Ticker ticker() {
        return Ticker.SYSTEM;
    }

    @Override
    public Waiting waiting() {
        return waiting;
    }

    @Override
    public void fault(String place, Throwable fault) {
        faults.fault(place, fault);
    }

    /** The first call of a woven class is also when its application is known to have started, and to log. */
    @Override
    public LongAdder callsSeen(Class<?> woven) {
        if (applicationLog != null) {
            applicationLog.applicationLoader(applicationOf(woven));
        }
        return instrumented.callsOf(woven);
    }

    @Override
    public Funnel funnel(String client) {
        return discovery.funnel(client, this);
    }

    /** A client of the JDK belongs to whoever uses it. */
    private static @Nullable ClassLoader applicationOf(Class<?> woven) {
        ClassLoader loader = woven.getClassLoader();
        ClassLoader system = ClassLoader.getSystemClassLoader();
        if (loader != null && loader != system.getParent()) {
            return loader;
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? system : context;
    }
}
