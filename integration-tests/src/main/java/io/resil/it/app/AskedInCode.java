package io.resil.it.app;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Asks {@code Resil.status()}: with {@code api}, in a loader of its own that takes the API from there and not from above, as a
 * server does for what is in an application's own folder; else with the API of the agent.
 */
public final class AskedInCode implements Story {

    @Override
    public Line tell(Line command) throws Exception {
        String api = command.get("api", "");
        if (api.isEmpty()) {
            return ask(AskedInCode.class.getClassLoader(), command);
        }
        try (URLClassLoader own = new OwnApi(new File(api).toURI().toURL())) {
            return ask(own, command);
        }
    }

    private static Line ask(ClassLoader loader, Line command) throws Exception {
        Class<?> entry = Class.forName("io.resil.api.Resil", true, loader);
        Object status = entry.getMethod("status").invoke(null);
        Line answer = new Line().with("loader", entry.getClassLoader());
        describe(status, "", answer);
        Object service = status.getClass()
                .getMethod("getService", String.class)
                .invoke(status, command.get("service", "backend"));
        if ((Boolean) service.getClass().getMethod("isPresent").invoke(service)) {
            describe(service.getClass().getMethod("get").invoke(service), "service.", answer);
        }
        return answer;
    }

    /** Everything that its getters say. */
    private static void describe(Object status, String prefix, Line answer) throws Exception {
        for (Method each : status.getClass().getMethods()) {
            if (each.getName().matches("(get|is)[A-Z].*")
                    && each.getParameterCount() == 0
                    && each.getDeclaringClass() != Object.class) {
                answer.with(prefix + each.getName(), each.invoke(status));
            }
        }
    }

    private static final class OwnApi extends URLClassLoader {

        OwnApi(URL api) {
            super(new URL[] {api}, AskedInCode.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.resil.api.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
