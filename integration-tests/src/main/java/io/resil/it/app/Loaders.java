package io.resil.it.app;

import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Makes calls from applications in loaders of their own, as a server does that runs several. */
public final class Loaders implements Story {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    @Override
    public Line tell(Line command) throws Exception {
        Line answer = new Line();
        List<WeakReference<ClassLoader>> dropped = new ArrayList<>();
        for (int i = 0; i < command.number("applications", 1); i++) {
            dropped.add(run(command, answer.with("loader." + i, ""), i));
        }
        return answer.with("collected", areCollected(dropped));
    }

    private static WeakReference<ClassLoader> run(Line command, Line answer, int n) throws Exception {
        try (URLClassLoader application = new URLClassLoader(urls(command), parent(command))) {
            Object fetch = application
                    .loadClass("io.resil.it.app.Fetch")
                    .getDeclaredConstructor()
                    .newInstance();
            answer.with("status." + n, fetch(fetch, command.require("url")));
            answer.with("loader." + n, fetch.getClass().getClassLoader() == application);
            return new WeakReference<>(application);
        }
    }

    @SuppressWarnings("unchecked")
    private static Integer fetch(Object fetch, String url) {
        return ((Function<String, Integer>) fetch).apply(url);
    }

    /** The application's own classes and the libraries that the command names. */
    private static URL[] urls(Line command) throws Exception {
        List<URL> urls = new ArrayList<>();
        urls.add(Loaders.class.getProtectionDomain().getCodeSource().getLocation());
        for (String folder : command.require("libraries").split(File.pathSeparator, -1)) {
            File[] jars = new File(folder).listFiles();
            if (jars == null) {
                throw new IllegalArgumentException(folder);
            }
            for (File jar : jars) {
                urls.add(jar.toURI().toURL());
            }
        }
        return urls.toArray(new URL[0]);
    }

    private static ClassLoader parent(Line command) {
        ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
        return command.is("hiding") ? new Hiding(platform) : platform;
    }

    private static boolean areCollected(List<WeakReference<ClassLoader>> dropped) throws InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE) {
            System.gc();
            if (dropped.stream().allMatch(each -> each.get() == null)) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(50); // else it would take the whole machine
        }
        return false;
    }

    /** Shows nothing of the agent, as module systems do. */
    private static final class Hiding extends ClassLoader {

        Hiding(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.resil.")) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
