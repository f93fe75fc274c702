package io.resil.agent;

import io.resil.agent.timeout.ReservedThread;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Linker;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Engine} at the first call of a woven class: most of the agent's own start-up is that, and a program
 * that calls none need not wait for it. Until then it stands in for the engine's linker at the seam, and keeps what has
 * to be taken hold of before the application runs. Thread-safe.
 */
abstract class EngineStart implements Linker, Supplier<Map<String, Object>> {

    final Instrumentation instrumentation;
    final boolean attached;
    final String version;
    final ClientWeaving weaving;

    /** The stream of the process, not what the application may put in its place. */
    final PrintStream stderr = System.err;

    /** Made now, as one that is made in a call of the application may hold that application for ever. */
    final ReservedThread timer = new ReservedThread("resil-timer");

    /** Guarded by this. */
    private @Nullable Engine engine;
    /** Guarded by this. */
    private @Nullable Throwable failure;

    EngineStart(Instrumentation instrumentation, boolean attached, String version) {
        this.instrumentation = instrumentation;
        this.attached = attached;
        this.version = version;
        this.weaving = new ClientWeaving(instrumentation);
    }

    /** Called once. */
    abstract Engine make();

    synchronized Engine engine() {
        if (failure != null) {
            throw new IllegalStateException("the agent could not start", failure);
        }
        Engine made = engine;
        if (made == null) {
            try {
                made = make();
            } catch (Throwable thrown) {
                failure = thrown;
                ResilAgent.say("could not start, all calls run without it: " + thrown);
                throw thrown;
            }
            engine = made;
        }
        return made;
    }

    /** Logged once for each place; not at all where the engine could not be made, which was said then. */
    void faulted(String place, Throwable fault) {
        Engine made;
        try {
            made = engine();
        } catch (Throwable wasSaid) {
            return;
        }
        made.faults().fault(place, fault);
    }

    @Override
    public Advice[] link(Class<?> woven) {
        return engine().linker().link(woven);
    }

    /** One that kept the engine from being made was said then. */
    @Override
    public void fault(Class<?> woven, int point, Throwable fault) {
        Engine made;
        synchronized (this) {
            made = engine;
        }
        if (made != null) {
            made.linker().fault(woven, point, fault);
        }
    }

    /** For the application that asks by {@code Resil.status()}. */
    @Override
    public Map<String, Object> get() {
        return engine().report().facts();
    }
}
