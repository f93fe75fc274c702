package io.resil.bootstrap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
 * <p>The classes lie in the jar as {@code .classdata}, which no other loader and no scanner of class paths takes for
 * classes. Thread-safe.
 */
public final class AgentClassLoader extends ClassLoader {

    /** Packages below this one belong to the loaders of the clients. */
    private static final String CLIENTS = "io.resil.agent.client.";

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final ProtectionDomain domain;

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

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (isOfClient(name)) {
            throw new ClassNotFoundException(name + " belongs to the loader of its client");
        }
        byte[] bytes = bytesOf(name);
        return defineClass(name, bytes, 0, bytes.length, domain);
    }

    /** Whether the class must be loaded beside the application's client instead of here. */
    public static boolean isOfClient(String name) {
        return name.startsWith(CLIENTS) && name.indexOf('.', CLIENTS.length()) > 0;
    }

    /** The bytes of an isolated class. */
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
