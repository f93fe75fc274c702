package io.resil.agent.client;

import io.resil.agent.log.LogTarget;
import io.resil.agent.log.TargetFactory;
import org.jspecify.annotations.Nullable;

/** Reaches the application's SLF4J from beside it. Thread-safe. */
public final class Slf4jTargets implements TargetFactory {

    private static final String TARGET = "io.resil.agent.client.slf4j.Slf4jTarget";

    private final ClientLoaders loaders = new ClientLoaders();

    @Override
    public @Nullable LogTarget create(ClassLoader slf4j) throws ReflectiveOperationException {
        return (LogTarget) Class.forName(TARGET, true, loaders.beside(slf4j))
                .getMethod("create")
                .invoke(null);
    }
}
