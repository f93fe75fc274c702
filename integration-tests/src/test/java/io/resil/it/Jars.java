package io.resil.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** Jars made of the driven application's classes. */
final class Jars {

    private Jars() {}

    /** An agent that does nothing. */
    static Path emptyAgent() {
        Manifest manifest = manifest();
        manifest.getMainAttributes().putValue("Premain-Class", "io.resil.it.app.EmptyAgent");
        return jar("empty-agent.jar", manifest, List.of(classes().resolve("io/resil/it/app/EmptyAgent.class")));
    }

    /** The whole application: class data archives do not take folders. */
    static Path application() {
        try (Stream<Path> all = Files.walk(classes())) {
            return jar(
                    "application.jar",
                    manifest(),
                    all.filter(Files::isRegularFile).sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The driven application and all that it needs, to be started with {@code -jar}. */
    static Path runnable(String name) {
        Manifest manifest = manifest();
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "io.resil.it.app.DrivenApplication");
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, classes().toUri().toString());
        return jar(name, manifest, List.of());
    }

    private static Path classes() {
        return Path.of(AgentJvm.required("resil.it.application"));
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return manifest;
    }

    private static Path jar(String name, Manifest manifest, List<Path> files) {
        try {
            Path jar = Files.createTempDirectory("jar").resolve(name);
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out, manifest)) {
                for (Path file : files) {
                    entries.putNextEntry(
                            new JarEntry(classes().relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, entries);
                    entries.closeEntry();
                }
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
