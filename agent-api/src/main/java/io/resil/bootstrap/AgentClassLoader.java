package io.resil.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.security.ProtectionDomain;
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
 *      |       AgentClassLoader      io.resil.agent.*, its libraries    (isolated/*.classdata in the agent's jar)
 *      |               \
 *   application ---- ClientClassLoader, one per application loader      io.resil.agent.client.&lt;client&gt;.*
 * </pre>
 *
 * <p>The classes lie in the jar as {@code .classdata}, those of every start together in a {@link ClassPack}: no other
 * loader and no scanner of class paths takes them for classes. Thread-safe.
 */
public final class AgentClassLoader extends ClassLoader {

    /** Packages below this one belong to the loaders of the clients. */
    private static final String CLIENTS = "io.resil.agent.client.";

    private static final String AGENT = "io.resil.agent.";
    private static final String LAUNCH = "io.resil.agent.launch.";

    /** Of the jar: the classes that every start needs. */
    private static final String START = "isolated/start.pack";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final ProtectionDomain domain;
    private volatile Reference<ClassPack> start = new SoftReference<>(null);

    /**
     * @param jar the agent's own jar, kept open for the life of the JVM
     * @param domain where the classes say they come from
     * @param parent the platform loader
     */
    public AgentClassLoader(JarFile jar, ProtectionDomain domain, @Nullable ClassLoader parent) {
        super(parent);
        this.jar = jar;
        this.domain = domain;
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
        ClassPack pack = start();
        int inPack = pack.find(name.replace('.', '/') + ".class");
        if (inPack >= 0) {
            return defineClass(name, pack.bytes(), pack.offset(inPack), pack.length(inPack), domain);
        }
        byte[] bytes = bytesOf(name);
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    private ClassPack start() throws ClassNotFoundException {
        ClassPack pack = start.get();
        if (pack == null) {
            try {
                pack = ClassPack.read(jar, START);
            } catch (IOException e) {
                throw new ClassNotFoundException(START, e);
            }
            start = new SoftReference<>(pack);
        }
        return pack;
    }

    /** Whether the class must be loaded beside the application's client instead of here. */
    public static boolean isOfClient(String name) {
        return name.startsWith(CLIENTS) && name.indexOf('.', CLIENTS.length()) > 0;
    }

    /** The bytes of an isolated class that not every start needs. */
    public byte[] bytesOf(String name) throws ClassNotFoundException {
        JarEntry entry = jar.getJarEntry("isolated/" + name.replace('.', '/') + ".classdata");
        if (entry == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = jar.getInputStream(entry)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.max(entry.getSize(), 512));
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
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
