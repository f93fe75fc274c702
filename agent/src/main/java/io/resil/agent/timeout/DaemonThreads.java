package io.resil.agent.timeout;

import java.lang.reflect.Constructor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes daemon threads that keep nothing of the application alive: no context class loader, no thread group of its own,
 * and from Java 9 on no inheritable thread locals of whichever of its threads needed the first timer.
 */
public final class DaemonThreads implements ThreadFactory {

    private static final @Nullable Constructor<Thread> WITHOUT_LOCALS = constructorWithoutLocals();

    private final String name;

    /** @param name of each of them */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = create(rootGroup(), task);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    private Thread create(ThreadGroup group, Runnable task) {
        if (WITHOUT_LOCALS != null) {
            try {
                return WITHOUT_LOCALS.newInstance(group, task, name, 0L, false);
            } catch (ReflectiveOperationException notHere) {
                // public and of a public class, so not to be expected; a thread with locals serves as well
                return new Thread(group, task, name);
            }
        }
        return new Thread(group, task, name);
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    private static @Nullable Constructor<Thread> constructorWithoutLocals() {
        try {
            return Thread.class.getConstructor(
                    ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
        } catch (NoSuchMethodException java8) {
            return null;
        }
    }
}
