package io.resil.agent.client.slf4j;

import io.resil.agent.log.Level;
import io.resil.agent.log.LogTarget;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;
import org.slf4j.helpers.SubstituteLoggerFactory;

/**
 * Writes with the SLF4J, 1.7 or 2, that the loader of this class sees. What its provider throws passes through.
 * Thread-safe.
 */
public final class Slf4jTarget implements LogTarget {

    /** Hangs the target on the application's own SLF4J, which so keeps it, and this class, exactly as long as itself. */
    private static final ClassValue<Slf4jTarget> OF_SLF4J = new ClassValue<Slf4jTarget>() {
        @Override
        protected Slf4jTarget computeValue(Class<?> loggerFactory) {
            return new Slf4jTarget();
        }
    };

    /** Some providers walk the stack to find a logger. As many as there are services. */
    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();

    private Slf4jTarget() {}

    /** Starts SLF4J if nothing has; null when it has no provider, or is starting elsewhere at this moment. */
    public static @Nullable LogTarget create() {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        if (context != null) {
            return createInContext();
        }
        // a thread of the agent has no context loader, by which SLF4J 2.0 and its providers look for their parts
        thread.setContextClassLoader(LoggerFactory.class.getClassLoader());
        try {
            return createInContext();
        } finally {
            thread.setContextClassLoader(null);
        }
    }

    private static @Nullable LogTarget createInContext() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        return factory instanceof NOPLoggerFactory || factory instanceof SubstituteLoggerFactory
                ? null
                : OF_SLF4J.get(LoggerFactory.class);
    }

    private Logger logger(String name) {
        Logger known = loggers.get(name);
        if (known == null) {
            known = LoggerFactory.getLogger(name);
            loggers.put(name, known);
        }
        return known;
    }

    @Override
    public boolean isEnabled(Level level, String name) {
        Logger logger = logger(name);
        switch (level) {
            case DEBUG:
                return logger.isDebugEnabled();
            case INFO:
                return logger.isInfoEnabled();
            case WARN:
                return logger.isWarnEnabled();
            case ERROR:
                return logger.isErrorEnabled();
        }
        throw new IllegalArgumentException(level.name());
    }

    /** The methods of one message format nothing, so braces in it stay as they are. */
    @Override
    public void write(Level level, String name, String message, @Nullable Throwable thrown) {
        Logger logger = logger(name);
        switch (level) {
            case DEBUG:
                logger.debug(message, thrown);
                return;
            case INFO:
                logger.info(message, thrown);
                return;
            case WARN:
                logger.warn(message, thrown);
                return;
            case ERROR:
                logger.error(message, thrown);
                return;
        }
        throw new IllegalArgumentException(level.name());
    }
}
