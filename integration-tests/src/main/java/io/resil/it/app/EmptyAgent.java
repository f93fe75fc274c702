package io.resil.it.app;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;

/** An agent that does nothing, to compare with: what a JVM does because of this one, it does because of any. */
public final class EmptyAgent {

    private EmptyAgent() {}

    /** @param jar to be put on the boot path; null for none */
    public static void premain(String jar, Instrumentation instrumentation) throws IOException {
        if (jar != null) {
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
        }
    }
}
