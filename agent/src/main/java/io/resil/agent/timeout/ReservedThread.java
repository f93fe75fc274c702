package io.resil.agent.timeout;

import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread, made at once and started by whoever it is given to. A thread keeps what it finds in the one that
 * makes it: until Java 24 its access control context, on Java 8 its inheritable thread locals.
 */
public final class ReservedThread implements ThreadFactory, Runnable {

    private final Thread thread;
    private volatile @Nullable Runnable task;

    /** To be called on a thread that is none of the application's. */
    public ReservedThread(String name) {
        this.thread = DaemonThreads.early(name, this);
    }

    /** The thread, the first time. */
    @Override
    public Thread newThread(Runnable newTask) {
        if (task != null) {
            throw new IllegalStateException(thread.getName() + " was given away");
        }
        task = newTask;
        return thread;
    }

    /** Of the thread itself. */
    @Override
    public void run() {
        Runnable given = task;
        if (given != null) {
            given.run();
        }
    }
}
