package io.resil.agent.client.slf4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.agent.log.Level;
import io.resil.agent.log.LogTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the SLF4J and the providers that applications bring, each in a loader of its own. */
class Slf4jTargetTest {

    private static final Path JARS = Path.of("target", "slf4j");
    private static final String SIMPLE_1 = "slf4j-api-1.7.36,slf4j-simple-1.7.36";
    private static final String SIMPLE_2 = "slf4j-api-2.0.17,slf4j-simple-2.0.17";
    private static final String LOGBACK = "slf4j-api-2.0.17,logback-classic-1.5.18,logback-core-1.5.18";
    private static final String LOG4J = "slf4j-api-1.7.36,log4j-slf4j-impl-2.25.0,log4j-core-2.25.0,log4j-api-2.25.0";

    private final ClassLoader contextBefore = Thread.currentThread().getContextClassLoader();

    @TempDir
    private Path directory;

    private Path log;

    @AfterEach
    void restoreContext() {
        Thread.currentThread().setContextClassLoader(contextBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {SIMPLE_1, SIMPLE_2, LOGBACK, LOG4J})
    void writesToTheLoggerOfTheApplication(String jars) throws Exception {
        ClassLoader application = application(jars);
        Thread.currentThread().setContextClassLoader(application);
        LogTarget target = create(application);
        assertNotNull(target);
        assertTrue(target.isEnabled(Level.INFO, "io.resil.chroma"));
        target.write(Level.WARN, "io.resil.chroma", "[Chroma Server] {} stays", null);
        target.write(Level.ERROR, "io.resil.chroma", "[Chroma Server] failed", new IOException("why"));
        String written = Files.readString(log);
        assertTrue(written.contains("WARN io.resil.chroma - [Chroma Server] {} stays"), written);
        assertTrue(written.contains("ERROR io.resil.chroma - [Chroma Server] failed"), written);
        assertTrue(written.contains("java.io.IOException: why"), written);
    }

    @ParameterizedTest
    @ValueSource(strings = {SIMPLE_1, SIMPLE_2, LOGBACK, LOG4J})
    void followsTheLevelOfTheApplication(String jars) throws Exception {
        ClassLoader application = application(jars);
        Thread.currentThread().setContextClassLoader(application);
        LogTarget target = create(application);
        assertNotNull(target);
        assertEquals(
                List.of(Level.INFO, Level.WARN, Level.ERROR),
                List.of(Level.values()).stream()
                        .filter(level -> target.isEnabled(level, "io.resil.chroma"))
                        .toList());
        target.write(Level.DEBUG, "io.resil.chroma", "dropped", null);
        target.write(Level.INFO, "io.resil.chroma", "kept", null);
        String written = Files.readString(log);
        assertTrue(written.contains("kept") && !written.contains("dropped"), written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slf4j-api-1.7.36",
                "slf4j-api-1.7.36,slf4j-nop-1.7.36",
                "slf4j-api-2.0.17",
                "slf4j-api-2.0.17,slf4j-nop-2.0.17"
            })
    void isNoneWhereNothingWouldBeLogged(String jars) throws Exception {
        assertNull(create(application(jars)));
    }

    @Test
    void findsTheProviderFromAThreadWithoutContextLoader() throws Exception {
        Thread.currentThread().setContextClassLoader(null);
        ClassLoader application = application(LOGBACK);
        assertNotNull(create(application));
        assertNull(Thread.currentThread().getContextClassLoader());
    }

    @Test
    void isOneForTheLifeOfTheApplicationsSlf4j() throws Exception {
        ClassLoader application = application(LOGBACK);
        Thread.currentThread().setContextClassLoader(application);
        ClassLoader adapters = new Adapters(application);
        assertSame(create(adapters), create(adapters));
    }

    private static LogTarget create(ClassLoader application) throws ReflectiveOperationException {
        ClassLoader adapters = application instanceof Adapters ? application : new Adapters(application);
        return (LogTarget) Class.forName(Slf4jTarget.class.getName(), true, adapters)
                .getMethod("create")
                .invoke(null);
    }

    /** An application with these libraries and, for whichever provider, a configuration that logs INFO to a file. */
    private ClassLoader application(String jars) throws IOException {
        log = directory.resolve("app.log");
        Files.createFile(log);
        Files.writeString(
                directory.resolve("simplelogger.properties"),
                "org.slf4j.simpleLogger.logFile=" + log + "\norg.slf4j.simpleLogger.defaultLogLevel=info\n");
        Files.writeString(
                directory.resolve("logback.xml"),
                """
                <configuration><appender name="file" class="ch.qos.logback.core.FileAppender"><file>%s</file>
                <encoder><pattern>%%level %%logger - %%msg%%n</pattern></encoder></appender>
                <root level="info"><appender-ref ref="file"/></root></configuration>
                """
                        .formatted(log));
        Files.writeString(
                directory.resolve("log4j2.xml"),
                """
                <Configuration status="off"><Appenders><File name="file" fileName="%s">
                <PatternLayout pattern="%%level %%logger - %%msg%%n%%throwable"/></File></Appenders>
                <Loggers><Root level="info"><AppenderRef ref="file"/></Root></Loggers></Configuration>
                """
                        .formatted(log));
        List<URL> path = new ArrayList<>();
        path.add(directory.toUri().toURL());
        for (String jar : jars.split(",", -1)) {
            Path file = JARS.resolve(jar + ".jar");
            assertTrue(Files.exists(file), "the build copies " + file);
            path.add(file.toUri().toURL());
        }
        return new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    }

    /** As in production: sees the application, and of the agent what the adapters name. */
    private static final class Adapters extends ClassLoader {

        Adapters(ClassLoader application) {
            super(application);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.resil.")) {
                return super.loadClass(name, resolve);
            }
            if (!name.startsWith(Slf4jTarget.class.getName())) {
                return Slf4jTargetTest.class.getClassLoader().loadClass(name);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = Slf4jTargetTest.class.getClassLoader().getResourceAsStream(file)) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
