package io.resil.agent;

import io.resil.agent.timeout.DaemonThreads;
import io.resil.agent.timeout.ReservedThread;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Linker;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Engine} when it is needed: most of the agent's own start-up is that, and a program that calls nothing
 * need not wait for it. It is made beside the application once that has loaded a client whose calls are governed, and
 * at the first call of a woven class at the latest. Until then this stands in for the engine's linker at the seam, and
 * keeps what has to be taken hold of before the application runs. Thread-safe.
 */
abstract class EngineStart implements Linker, Supplier<Map<String, Object>>, Runnable {

    final Instrumentation instrumentation;
    final boolean attached;
    final String version;
    final ClientWeaving weaving;

    /** The stream of the process, not what the application may put in its place. */
    final PrintStream stderr = System.err;

    /** Made now, as one that is made in a call of the application may hold that application for ever. */
    final ReservedThread timer = new ReservedThread("resil-timer");

    /** As above: starts once a client is there. */
    private final Thread maker = DaemonThreads.early("resil-start", this);

    private final AtomicBoolean begun = new AtomicBoolean();

    /** Guarded by this. */
    private @Nullable Engine engine;
    /** Guarded by this. */
    private @Nullable Throwable failure;

    EngineStart(Instrumentation instrumentation, boolean attached, String version) {
        this.instrumentation = instrumentation;
        this.attached = attached;
        this.version = version;
        this.weaving = new ClientWeaving(instrumentation, this);
    }

    /** Called once. */
    abstract Engine make();

    /**
     * A class of a client is being loaded, so a call will follow. Waits for nothing: whoever loads the class holds locks
     * of the application. Nor does whoever makes the engine take one of those, as nothing in it loads the application's
     * classes.
     */
    void begin() {
        if (begun.compareAndSet(false, true)) {
            try {
                maker.start();
            } catch (OutOfMemoryError noThread) {
                // the first call makes it, and the class must be woven for that
            }
        }
    }

    /** Of the thread that makes the engine. */
    @Override
    public void run() {
        try {
            engine();
        } catch (Throwable wasSaid) {
            // and the first call meets it again
        }
    }

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
