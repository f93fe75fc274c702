package io.resil.agent;

import io.resil.agent.timeout.ReservedThread;
import io.resil.agent.weave.Instrumented;
import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Linker;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link Engine} at the first call of a woven class: most of the agent's own start-up is that, and a program
 * that calls none need not wait for it. Until then it stands in for the engine's linker at the seam, and keeps what has
 * to be taken hold of before the application runs. Thread-safe.
 */
abstract class EngineStart implements Linker {

    final Instrumentation instrumentation;
    final String version;
    final Instrumented instrumented;

    /** The stream of the process, not what the application may put in its place. */
    final PrintStream stderr = System.err;

    /** Made now, as one that is made in a call of the application may hold that application for ever. */
    final ReservedThread timer = new ReservedThread("resil-timer");

    /** Guarded by this. */
    private @Nullable Engine engine;
    /** Guarded by this. */
    private @Nullable Throwable failure;

    EngineStart(Instrumentation instrumentation, String version, Instrumented instrumented) {
        this.instrumentation = instrumentation;
        this.version = version;
        this.instrumented = instrumented;
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
}
