package io.resil.agent.timeout;

import java.lang.reflect.Constructor;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes daemon threads that keep nothing of the application alive: no context class loader, no thread group of its own,
 * and from Java 9 on no inheritable thread locals of whichever of its threads needed the first timer.
 */
public final class DaemonThreads implements ThreadFactory {

    private final String name;

    /** @param name of each of them */
    public DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        return asDaemon(WithoutLocals.create(rootGroup(), task, name));
    }

    /**
     * Makes one on a thread that is none of the application's: the JVM's own, when it starts or is attached to. It has no
     * locals to leave out, which would be done by reflection: from Java 18 on a JVM makes classes for that.
     */
    public static Thread early(String name, Runnable task) {
        return asDaemon(new Thread(rootGroup(), task, name));
    }

    private static Thread asDaemon(Thread thread) {
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    private static ThreadGroup rootGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    /** By reflection, as Java 8 has no such constructor. */
    private static final class WithoutLocals {

        private static final @Nullable Constructor<Thread> CONSTRUCTOR = constructor();

        static Thread create(ThreadGroup group, Runnable task, String name) {
            if (CONSTRUCTOR != null) {
                try {
                    return CONSTRUCTOR.newInstance(group, task, name, 0L, false);
                } catch (ReflectiveOperationException notHere) {
                    // public and of a public class, so not to be expected; a thread with locals serves as well
                    return new Thread(group, task, name);
                }
            }
            return new Thread(group, task, name);
        }

        private static @Nullable Constructor<Thread> constructor() {
            try {
                return Thread.class.getConstructor(
                        ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class);
            } catch (NoSuchMethodException java8) {
                return null;
            }
        }
    }
}
