package io.resil.agent.client;

import io.resil.bootstrap.AgentClassLoader;
import org.jspecify.annotations.Nullable;

/**
 * Loads the adapters of the clients that one loader of the application has: sees the agent and the application. See the
 * drawing at {@link AgentClassLoader}. Thread-safe.
 */
final class ClientClassLoader extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final AgentClassLoader agent;

    ClientClassLoader(AgentClassLoader agent, @Nullable ClassLoader application) {
        super(application);
        this.agent = agent;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("io.resil.")) {
            return super.loadClass(name, resolve);
        }
        if (!AgentClassLoader.isOfClient(name)) {
            return agent.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = agent.bytesOf(name);
        return defineClass(name, bytes, 0, bytes.length, agent.domain());
    }
}
