package io.resil.agent.client;

import io.resil.bootstrap.AgentClassLoader;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The one loader of adapters for each loader of the application. Holds neither: a loader of adapters lives as long as a
 * class that was woven with one of them, and goes with the application. Thread-safe.
 */
final class ClientLoaders {

    private final AgentClassLoader agent = (AgentClassLoader) ClientLoaders.class.getClassLoader();
    private final Map<ClassLoader, WeakReference<ClientClassLoader>> loaders = new WeakHashMap<>();

    /** @param application null for the boot loader */
    synchronized ClientClassLoader beside(@Nullable ClassLoader application) {
        WeakReference<ClientClassLoader> known = loaders.get(application);
        ClientClassLoader loader = known == null ? null : known.get();
        if (loader == null) {
            loader = new ClientClassLoader(agent, application);
            loaders.put(application, new WeakReference<>(loader));
        }
        return loader;
    }
}
