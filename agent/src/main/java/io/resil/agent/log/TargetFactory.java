package io.resil.agent.log;

import org.jspecify.annotations.Nullable;

/** Makes a target of an application's own SLF4J, in a loader that sees both the agent and that SLF4J. Thread-safe. */
public interface TargetFactory {

    /**
     * @param slf4j the loader that defined the application's {@code org.slf4j.LoggerFactory}
     * @return null when that SLF4J has no provider, or is only just starting
     * @throws Exception when it cannot be reached at all
     */
    @Nullable
    LogTarget create(ClassLoader slf4j) throws Exception;
}
