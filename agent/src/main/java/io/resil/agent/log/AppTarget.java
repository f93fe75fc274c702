package io.resil.agent.log;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The application's own SLF4J when it has one that logs, else the fallback.
 *
 * <p>It looks when a line is written while a loader of the application is known, a few times at most: SLF4J may be just
 * starting, or the next loader may have it. Until it is found, lines go to the fallback. When the application's logging
 * throws anything, it says so there once and stays there. A line that is logged because the application is writing one
 * (its appender makes a governed call) goes to the fallback too, which ends the loop.
 *
 * <p>Holds nothing of the application: the loader and the target weakly. The target hangs on the application's SLF4J and
 * lives as long as that. Thread-safe; never waits for another thread.
 */
public final class AppTarget implements LogTarget {

    private static final String SLF4J = "org.slf4j.LoggerFactory";

    private static final int MAX_LOOKS = 8;

    /** Set while the application's code runs below us on this thread. */
    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();

    private final TargetFactory factory;
    private final LogTarget fallback;

    private volatile @Nullable Reference<ClassLoader> application;
    private volatile @Nullable Reference<LogTarget> found;
    private volatile boolean settledOnFallback;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();

    public AppTarget(TargetFactory factory, LogTarget fallback) {
        this.factory = factory;
        this.fallback = fallback;
    }

    /**
     * Names a loader of the application that may have an SLF4J. Cheap, so that it may be called with each governed call.
     *
     * @param loader null, for the boot loader, is ignored
     */
    public void applicationLoader(@Nullable ClassLoader loader) {
        if (loader == null || settledOnFallback || current() != null) {
            return;
        }
        Reference<ClassLoader> known = application;
        if (known == null || known.get() != loader) {
            application = new WeakReference<>(loader);
        }
    }

    @Override
    public boolean isEnabled(Level level, String logger) {
        LogTarget target = current();
        if (target == null || inside.get() != null) {
            return fallback.isEnabled(level, logger);
        }
        inside.set(true);
        try {
            return target.isEnabled(level, logger);
        } catch (Throwable thrown) {
            settleOnFallback(thrown);
            return fallback.isEnabled(level, logger);
        } finally {
            inside.remove();
        }
    }

    @Override
    public void write(Level level, String logger, String message, @Nullable Throwable thrown) {
        if (inside.get() != null || !writeToApplication(level, logger, message, thrown)) {
            fallback.write(level, logger, message, thrown);
        }
    }

    private boolean writeToApplication(Level level, String logger, String message, @Nullable Throwable thrown) {
        inside.set(true);
        try {
            LogTarget target = current();
            if (target == null) {
                target = look();
            }
            if (target == null) {
                return false;
            }
            if (target.isEnabled(level, logger)) {
                target.write(level, logger, message, thrown);
            }
            return true;
        } catch (Throwable failure) {
            settleOnFallback(failure);
            return false;
        } finally {
            inside.remove();
        }
    }

    private @Nullable LogTarget current() {
        Reference<LogTarget> reference = found;
        return reference == null ? null : reference.get();
    }

    private @Nullable LogTarget look() throws Exception {
        Reference<ClassLoader> known = application;
        ClassLoader loader = known == null ? null : known.get();
        if (loader == null || settledOnFallback || !looking.compareAndSet(false, true)) {
            return null;
        }
        try {
            LogTarget target = targetOf(loader);
            if (target != null) {
                looks.set(0);
                found = new WeakReference<>(target);
            } else if (looks.incrementAndGet() >= MAX_LOOKS) {
                settledOnFallback = true;
            }
            return target;
        } finally {
            looking.set(false);
        }
    }

    /**
     * Beside the loader that <em>defined</em> SLF4J: what hangs on a shared SLF4J must not hold the one application of
     * several that called first.
     */
    private @Nullable LogTarget targetOf(ClassLoader loader) throws Exception {
        ClassLoader slf4j;
        try {
            slf4j = Class.forName(SLF4J, false, loader).getClassLoader();
        } catch (ClassNotFoundException none) {
            return null;
        }
        return slf4j == null ? null : factory.create(slf4j);
    }

    private void settleOnFallback(Throwable failure) {
        boolean first = !settledOnFallback;
        settledOnFallback = true;
        found = null;
        application = null;
        if (first) {
            fallback.write(
                    Level.WARN, Log.AGENT, "the application's logging failed: its lines go here from now on", failure);
        }
    }
}
