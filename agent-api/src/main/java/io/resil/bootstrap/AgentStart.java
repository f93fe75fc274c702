package io.resil.bootstrap;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * How the launch class reaches the agent in its loader. Called directly, and made without arguments: from Java 18 on, a
 * JVM that calls by reflection what has arguments makes classes for each kind of them, for tens of milliseconds.
 */
public abstract class AgentStart {

    private static final String START = "io.resil.agent.IsolatedStart";

    /**
     * Makes the isolated loader, and in it the start of the agent.
     *
     * @param jar the agent's own jar
     * @param domain where its classes say they come from
     * @param platform the platform loader
     */
    public static AgentStart in(JarFile jar, ProtectionDomain domain, @Nullable ClassLoader platform)
            throws ReflectiveOperationException {
        if (AgentStart.class.getClassLoader() != null) {
            throw new IllegalStateException("the system class loader hides what is on the boot path");
        }
        return Class.forName(START, true, new AgentClassLoader(jar, domain, platform))
                .asSubclass(AgentStart.class)
                .getConstructor()
                .newInstance();
    }

    /** Called once. */
    public abstract void start(@Nullable String argument, Instrumentation instrumentation, boolean attached)
            throws IOException;

    /**
     * Called when the agent is attached once more.
     *
     * @return whether it took the configuration that this argument names
     */
    public abstract boolean startAgain(@Nullable String argument);
}
