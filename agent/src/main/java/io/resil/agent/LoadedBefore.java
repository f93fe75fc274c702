package io.resil.agent;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * Classes that may have been loaded before the agent, and so were not seen by its transformer: all of them when it was
 * attached, or another agent was started first; and with an AOT cache (Java 24 and later) those the JVM brought along for
 * its own loaders.
 */
final class LoadedBefore {

    private static final String OWN = "io.resil.agent.launch.";

    private static final int FIRST_WITH_AOT_CACHE = 24;

    private LoadedBefore() {}

    /** Looks only where it can find something, as a look at all classes takes milliseconds. */
    static List<Class<?>> candidates(Instrumentation instrumentation, boolean attached) {
        List<Class<?>> candidates = new ArrayList<>();
        if (attached || isAfterAnotherAgent(instrumentation)) {
            add(candidates, instrumentation.getAllLoadedClasses());
        } else if (featureVersion() >= FIRST_WITH_AOT_CACHE) {
            for (ClassLoader loader = ClassLoader.getSystemClassLoader(); loader != null; loader = loader.getParent()) {
                add(candidates, instrumentation.getInitiatedClasses(loader));
            }
        }
        return candidates;
    }

    /** The application's loader has classes of its own before the application was started. */
    private static boolean isAfterAnotherAgent(Instrumentation instrumentation) {
        ClassLoader system = ClassLoader.getSystemClassLoader();
        for (Class<?> initiated : instrumentation.getInitiatedClasses(system)) {
            if (initiated.getClassLoader() == system && !initiated.getName().startsWith(OWN)) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<Class<?>> candidates, Class<?>[] more) {
        for (Class<?> candidate : more) {
            candidates.add(candidate);
        }
    }

    /** {@code 1.8} for Java 8, {@code 25} for 25. */
    private static int featureVersion() {
        String version = System.getProperty("java.specification.version", "1.8");
        return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
    }
}
