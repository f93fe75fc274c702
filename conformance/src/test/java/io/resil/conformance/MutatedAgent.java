package io.resil.conformance;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.resil.agent.breaker.CircuitBreaker;
import io.resil.api.ServiceUnavailableException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The agent's classes with one of them compiled from a mutated source, in a loader of their own. */
final class MutatedAgent implements AutoCloseable {

    private static final Path SOURCES = Path.of("..", "agent", "src", "main", "java");

    private final Loader loader;

    private MutatedAgent(Loader loader) {
        this.loader = loader;
    }

    /** @param folder for the mutated class, empty */
    static MutatedAgent with(Mutation mutation, Path folder, List<Path> tests) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source"))
                .resolve(Path.of(mutation.source()).getFileName());
        Files.writeString(source, mutation.applyTo(Files.readString(SOURCES.resolve(mutation.source()))));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(source, classes);
        Stream<Path> path = Stream.concat(Stream.of(classes, whereIs(CircuitBreaker.class)), tests.stream());
        return new MutatedAgent(new Loader(path.map(MutatedAgent::url).toArray(URL[]::new)));
    }

    private static void compile(Path source, Path classes) {
        String path = Stream.of(CircuitBreaker.class, ServiceUnavailableException.class, Nullable.class)
                .map(type -> whereIs(type).toString())
                .collect(Collectors.joining(File.pathSeparator));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-d",
                        classes.toString(),
                        "-cp",
                        path,
                        source.toString());
        if (result != 0) {
            throw new IllegalStateException("the mutated source does not compile: " + source);
        }
    }

    static Path whereIs(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return how many tests of these classes fail */
    Verdicts run(List<String> classNames) throws ClassNotFoundException {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (String name : classNames) {
            request.selectors(selectClass(Class.forName(name, true, loader)));
        }
        return run(request.build());
    }

    private Verdicts run(LauncherDiscoveryRequest request) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Verdicts verdicts = new Verdicts();
            Launcher launcher = LauncherFactory.create();
            launcher.execute(request, verdicts);
            return verdicts;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Counts tests. */
    static final class Verdicts implements TestExecutionListener {

        int passed;
        int failed;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                    passed++;
                } else {
                    failed++;
                }
            }
        }
    }

    /** The classes under test, and their tests, come from here before they come from the outer loader. */
    private static final class Loader extends URLClassLoader {

        Loader(URL[] path) {
            super(path, MutatedAgent.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.resil.agent.") && !name.startsWith("io.resil.conformance.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }
    }
}
