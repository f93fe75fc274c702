package io.resil.agent.launch;

import io.resil.bootstrap.AgentStart;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.security.ProtectionDomain;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM starts the agent. Decides whether to start at all, puts the jar on the boot path, and hands over to the
 * isolated loader.
 *
 * <p>Nothing may be thrown from here: it would end the JVM. Nothing here may touch {@code java.util.logging}, JMX,
 * {@code java.nio.file}, SSL defaults or DNS, as the application may configure each of them later. No class of this
 * package may be touched after the jar was appended: it would then come from the boot loader, as a second copy. What is
 * on the boot path itself, {@link AgentStart}, must not be touched before, nor stand in the signature of a method, all of
 * which the JVM resolves to find {@code premain}: it would then come from this loader.
 */
public final class Agent {

    private static final String COMMAND_LINE = "io.resil.agent.launch.Main";

    private static boolean started;

    /** In the isolated loader, once it has started. */
    private static @Nullable AgentStart agent;

    private Agent() {}

    /** {@code -javaagent}. */
    public static void premain(@Nullable String argument, Instrumentation instrumentation) {
        start(argument, instrumentation, false);
    }

    /** Attached to a running JVM. */
    public static void agentmain(@Nullable String argument, Instrumentation instrumentation) {
        start(argument, instrumentation, true);
    }

    @SuppressWarnings("SystemOut") // there is no logging yet, and may never be
    private static synchronized void start(
            @Nullable String argument, Instrumentation instrumentation, boolean attached) {
        try {
            if (isDisabled() || isToolOfJdk() || isOwnCommandLine()) {
                return;
            }
            if (started) {
                startAgain(argument, attached);
                return;
            }
            started = true;
            handOver(argument, instrumentation, attached);
        } catch (Throwable fault) {
            sayFailed(fault);
        }
    }

    /** An agent that governs nothing takes the configuration with which it is attached once more. */
    @SuppressWarnings("SystemOut") // as above
    private static void startAgain(@Nullable String argument, boolean attached) {
        AgentStart present = agent;
        if (!attached || present == null || !present.startAgain(argument)) {
            System.err.println("resil: the agent is already active in this JVM; this second start does nothing");
        }
    }

    @SuppressWarnings("SystemOut") // as above
    private static void sayFailed(Throwable fault) {
        System.err.println("resil: the agent could not start, the application runs without it: " + fault);
    }

    private static void handOver(@Nullable String argument, Instrumentation instrumentation, boolean attached)
            throws Exception {
        ProtectionDomain domain = Agent.class.getProtectionDomain();
        JarFile jar = new JarFile(new File(domain.getCodeSource().getLocation().toURI()), false);
        ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
        instrumentation.appendToBootstrapClassLoaderSearch(jar);
        AgentStart isolated = AgentStart.in(jar, domain, platform);
        isolated.start(argument, instrumentation, attached);
        agent = isolated;
    }

    private static boolean isDisabled() {
        String enabled = System.getProperty("resil.enabled");
        if (enabled == null) {
            enabled = System.getenv("RESIL_ENABLED");
        }
        return enabled != null && enabled.trim().equalsIgnoreCase("false");
    }

    /**
     * {@code JAVA_TOOL_OPTIONS} reaches every JVM, also those of jps, jcmd, keytool, javac. A program that is run from
     * its source file starts in a JDK module as well, but is an application.
     */
    private static boolean isToolOfJdk() {
        String command = System.getProperty("sun.java.command", "");
        int end = command.indexOf(' ');
        String main = end < 0 ? command : command.substring(0, end);
        if (main.contains("com.sun.tools.javac.launcher.")) {
            return false;
        }
        String module = System.getProperty("jdk.module.main", "");
        return module.startsWith("jdk.")
                || module.startsWith("java.")
                || main.startsWith("sun.tools.")
                || main.startsWith("com.sun.tools.")
                || main.startsWith("sun.security.tools.")
                || main.startsWith("sun.rmi.")
                || main.startsWith("sun.jvm.hotspot.")
                || main.startsWith("jdk.")
                || main.startsWith("com.sun.java.util.jar.")
                || main.startsWith("com.sun.corba.")
                || main.startsWith("sun.applet.");
    }

    /**
     * {@code java -jar resil-agent.jar}, which the same variable reaches. Not its main class but the path of its jar is known
     * here, as it was written; so is the class path, which then begins with it.
     */
    private static boolean isOwnCommandLine() {
        String command = System.getProperty("sun.java.command", "");
        String first = System.getProperty("java.class.path", "").split(File.pathSeparator, 2)[0];
        if (command.equals(COMMAND_LINE) || command.startsWith(COMMAND_LINE + " ")) {
            return true;
        }
        return (command.equals(first) || command.startsWith(first + " ")) && isOwnJar(new File(first));
    }

    /** Opens no jar that has neither our name nor our size: that of an application may be large. */
    private static boolean isOwnJar(File file) {
        try {
            File own = new File(Agent.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return (file.getName().startsWith("resil-agent") || file.length() == own.length())
                    && COMMAND_LINE.equals(mainClass(file));
        } catch (IOException | URISyntaxException e) {
            return false; // nor will the JVM find a main class in it
        }
    }

    private static @Nullable String mainClass(File file) throws IOException {
        try (JarFile jar = new JarFile(file, false)) {
            Manifest manifest = jar.getManifest();
            return manifest == null ? null : manifest.getMainAttributes().getValue("Main-Class");
        }
    }
}
