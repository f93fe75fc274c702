package io.resil.bootstrap;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agent tells the application that asks in code, in types of the JDK alone: an application may have a copy of our API in
 * a loader of its own, which shares no other types with this one. Thread-safe.
 */
public final class Facts {

    private static volatile @Nullable Supplier<Map<String, Object>> source;

    private Facts() {}

    /** Connects the agent, which is asked at each {@link #now}. */
    public static void connect(Supplier<Map<String, Object>> newSource) {
        source = newSource;
    }

    /** What is so now; null as long as no agent has connected. */
    public static @Nullable Map<String, Object> now() {
        Supplier<Map<String, Object>> connected = source;
        return connected == null ? null : connected.get();
    }
}
