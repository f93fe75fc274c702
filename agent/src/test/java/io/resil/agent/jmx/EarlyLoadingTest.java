package io.resil.agent.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import org.junit.jupiter.api.Test;

/** What the agent does with its beans before the application has an MBean server must not load JMX. */
class EarlyLoadingTest {

    @Test
    void noClassOfJmxIsLoadedBeforeThereIsAServer() throws Exception {
        Watching loader = new Watching();
        start(loader, BeforeServer.class);
        assertEquals(List.of(), loader.ofJmx);
    }

    @Test
    void theWatchSeesWhenJmxIsLoaded() throws Exception {
        Watching loader = new Watching();
        start(loader, WithServer.class);
        assertFalse(loader.ofJmx.isEmpty());
    }

    private static void start(ClassLoader loader, Class<? extends Runnable> program) throws Exception {
        Class.forName(program.getName(), true, loader)
                .asSubclass(Runnable.class)
                .getDeclaredConstructor()
                .newInstance()
                .run();
    }

    /** As the agent starts. */
    public static final class BeforeServer implements Runnable {
        public BeforeServer() {}

        @Override
        public void run() {
            register();
        }

        static Registration register() {
            Registration registration = new Registration(null, null);
            PlatformServerAdvice.connect(registration);
            registration.add("chroma", null);
            registration.transition("chroma", "CLOSED", "OPEN", "threshold reached");
            new PlatformServerAdvice(Object.class, null).exit(null, null, null);
            return registration;
        }
    }

    /** As the application gets its server. */
    public static final class WithServer implements Runnable {
        public WithServer() {}

        @Override
        public void run() {
            MBeanServer server = MBeanServerFactory.newMBeanServer();
            new Registration(new FixedAgent(() -> null), (place, fault) -> {
                        throw new AssertionError(place, fault);
                    })
                    .available(server);
        }
    }

    /** Defines the classes of this package itself, so that it is asked for whatever they need. */
    private static final class Watching extends ClassLoader {

        final List<String> ofJmx = new ArrayList<>();

        Watching() {
            super(EarlyLoadingTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("javax.management") || name.startsWith("java.util.logging")) {
                ofJmx.add(name);
            }
            if (!name.startsWith(Registration.class.getPackageName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
