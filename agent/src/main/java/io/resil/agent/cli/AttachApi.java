package io.resil.agent.cli;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code com.sun.tools.attach.VirtualMachine}, wherever this Java has it: in the module jdk.attach, or up to Java 8 in
 * tools.jar. By reflection, as it may be in neither.
 */
final class AttachApi {

    private static final String MACHINE = "com.sun.tools.attach.VirtualMachine";

    private AttachApi() {}

    static Class<?> machine() throws CommandFailure {
        try {
            return Class.forName(MACHINE, true, AttachApi.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError notInThisLoader) {
            return fromToolsJar(new File(System.getProperty("java.home")), System.getProperty("java.version"));
        }
    }

    static Class<?> fromToolsJar(File home, String version) throws CommandFailure {
        if (!version.startsWith("1.")) {
            throw missing(home, version, "has no module jdk.attach");
        }
        for (File folder : new File[] {new File(home.getParentFile(), "lib"), new File(home, "lib")}) {
            File jar = new File(folder, "tools.jar");
            if (jar.isFile()) {
                return load(jar, home, version);
            }
        }
        throw missing(home, version, "is a JRE without tools.jar");
    }

    @SuppressWarnings("BanClassLoader") // a jar of the JDK itself; the loader lives as long as this process
    private static Class<?> load(File jar, File home, String version) throws CommandFailure {
        try {
            URL[] urls = {jar.toURI().toURL()};
            return Class.forName(MACHINE, true, new URLClassLoader(urls, AttachApi.class.getClassLoader()));
        } catch (ClassNotFoundException | MalformedURLException | LinkageError e) {
            throw missing(home, version, "has a tools.jar without the attach mechanism");
        }
    }

    private static CommandFailure missing(File home, String version, String what) {
        return CommandFailure.unreachable("this Java (" + version + ", " + home + ") " + what
                + ", so it cannot reach other JVMs: run the command with the java of a JDK,"
                + " or use a JMX console, or start the application with -javaagent");
    }

    /** Calls a method of it; without arguments, or with strings. */
    static Object call(Class<?> type, @Nullable Object target, String method, String... arguments) throws Exception {
        Class<?>[] types = new Class<?>[arguments.length];
        Arrays.fill(types, String.class);
        try {
            return type.getMethod(method, types).invoke(target, (Object[]) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception ? (Exception) e.getCause() : e;
        }
    }
}
