package io.resil.benchmarks.start;

import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;

/** The least that an agent with a seam does: it puts its jar on the boot path. */
public final class EmptyAgent {

    private EmptyAgent() {}

    /** @param argument the path of its jar, as the class itself may have come from elsewhere on the class path */
    public static void premain(String argument, Instrumentation instrumentation) throws Exception {
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(argument));
    }
}
