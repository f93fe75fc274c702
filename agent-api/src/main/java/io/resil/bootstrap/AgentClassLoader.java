package io.resil.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent itself and its libraries, so that nothing of them is visible to the application, and nothing of the
 * application to them.
 *
 * <pre>
 *   boot loader        io.resil.api, io.resil.bootstrap, the JDK
 *      |
 *   platform loader
 *      |        \
 *      |       AgentClassLoader      io.resil.agent.*, its libraries    (isolated/*.pack in the agent's jar)
 *      |               \
 *   application ---- ClientClassLoader, one per application loader      io.resil.agent.client.&lt;client&gt;.*
 * </pre>
 *
 * <p>The classes lie in the jar in a few {@link ClassPack}s, by when they are needed: no other loader and no scanner of
 * class paths takes them for classes, and the JVM has few entries to read when it opens the jar. Thread-safe.
 */
public final class AgentClassLoader extends ClassLoader {

    /** Packages below this one belong to the loaders of the clients. */
    private static final String CLIENTS = "io.resil.agent.client.";

    private static final String AGENT = "io.resil.agent.";
    private static final String LAUNCH = "io.resil.agent.launch.";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final ProtectionDomain domain;

    /** What every start needs, what a first call needs, and the rest; each read when a class is in none before it. */
    private final LazyPack[] packs;

    /**
     * @param jar the agent's own jar, kept open for the life of the JVM
     * @param domain where the classes say they come from
     * @param parent the platform loader
     */
    public AgentClassLoader(JarFile jar, ProtectionDomain domain, @Nullable ClassLoader parent) {
        super(parent);
        this.jar = jar;
        this.domain = domain;
        this.packs = new LazyPack[] {
            new LazyPack(jar, "isolated/start.pack"),
            new LazyPack(jar, "isolated/call.pack"),
            new LazyPack(jar, "isolated/agent.pack"),
            new LazyPack(jar, "isolated/libraries.pack")
        };
    }

    /** Those of the agent are nowhere else: to ask the parents first costs an exception for each. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(AGENT) || name.startsWith(LAUNCH)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (isOfClient(name)) {
            throw new ClassNotFoundException(name + " belongs to the loader of its client");
        }
        String path = pathOf(name);
        ClassPack pack = packOf(path);
        int at = pack.find(path);
        return defineClass(name, pack.bytes(), pack.offset(at), pack.length(at), domain);
    }

    private static String pathOf(String name) {
        return name.replace('.', '/') + ".class";
    }

    private ClassPack packOf(String path) throws ClassNotFoundException {
        try {
            for (LazyPack each : packs) {
                ClassPack pack = each.get();
                if (pack.find(path) >= 0) {
                    return pack;
                }
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(path, e);
        }
        throw new ClassNotFoundException(path);
    }

    /** Whether the class must be loaded beside the application's client instead of here. */
    public static boolean isOfClient(String name) {
        return name.startsWith(CLIENTS) && name.indexOf('.', CLIENTS.length()) > 0;
    }

    /** The bytes of an isolated class, for the loader of its client. */
    public byte[] bytesOf(String name) throws ClassNotFoundException {
        String path = pathOf(name);
        ClassPack pack = packOf(path);
        int at = pack.find(path);
        return Arrays.copyOfRange(pack.bytes(), pack.offset(at), pack.offset(at) + pack.length(at));
    }

    /** A file of the agent, such as a part of the status page; else one that the parent has, or null. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        JarEntry own = jar.getJarEntry("isolated/" + name);
        try {
            return own == null ? super.getResourceAsStream(name) : jar.getInputStream(own);
        } catch (IOException e) {
            return null; // as is the rule for this method
        }
    }

    /** The version in the manifest; "unknown" when it says none. */
    public String version() throws IOException {
        Manifest manifest = jar.getManifest();
        String version = manifest == null ? null : manifest.getMainAttributes().getValue("Implementation-Version");
        return version == null ? "unknown" : version;
    }

    /** Where the classes of the agent say they come from. */
    public ProtectionDomain domain() {
        return domain;
    }
}
