package io.resil.benchmarks.wire;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A copy of the client and of what calls it, in a loader of its own. One that does not see the agent's seam is left alone
 * by the agent, so that calls with and without it can be compared in one process. Clients that are part of the JDK have
 * no copies.
 */
final class Copy extends URLClassLoader {

    private static final String SEAM = "io.resil.bootstrap.";

    private final boolean seesSeam;

    Copy(boolean seesSeam) throws MalformedURLException {
        super(classPath(), ClassLoader.getPlatformClassLoader());
        this.seesSeam = seesSeam;
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!seesSeam && name.startsWith(SEAM)) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    /** A call of this copy's client. */
    Callable<String> call(String client, int threads, String url) throws ReflectiveOperationException {
        Object call = Class.forName(Client.class.getName(), true, this)
                .getDeclaredMethod("call", String.class, int.class, String.class)
                .invoke(null, client, threads, url);
        @SuppressWarnings("unchecked") // as its signature says
        Callable<String> typed = (Callable<String>) call;
        return typed;
    }
}
