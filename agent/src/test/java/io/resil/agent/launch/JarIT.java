package io.resil.agent.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users get: how large it is, what is in it, and how much of it is loaded at start. Counted, not timed. */
class JarIT {

    private static final Path AGENT = Path.of(System.getProperty("resil.agent"));

    @TempDir
    Path directory;

    @Test
    void isSmall() throws IOException {
        long kilobytes = Files.size(AGENT) / 1024;
        // measured: 1116; what a user may be asked to carry: 4096. Half of that would be a library that came in unseen
        assertTrue(kilobytes < 2048, () -> kilobytes + " kB");
    }

    @Test
    void holdsNothingThatNoUserNeeds() throws IOException {
        try (JarFile jar = new JarFile(AGENT.toFile())) {
            List<String> needless = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> !name.endsWith("/"))
                    .filter(JarIT::isNeedless)
                    .toList();
            assertEquals(List.of(), needless);
        }
    }

    /** In the open only what the JVM and woven code must see; of libraries, only what the agent calls. */
    private static boolean isNeedless(String name) {
        boolean isKnown = Stream.of(
                        "META-INF/MANIFEST.MF",
                        "META-INF/LICENSE",
                        "io/resil/agent/launch/",
                        "io/resil/api/",
                        "io/resil/bootstrap/",
                        "isolated/io/prometheus/metrics/",
                        "isolated/io/resil/agent/",
                        "isolated/net/bytebuddy/jar/asm/",
                        "isolated/org/HdrHistogram/",
                        "isolated/org/snakeyaml/engine/",
                        "isolated/start.pack")
                .anyMatch(name::startsWith);
        return !isKnown || name.contains("HistogramLog") || name.endsWith(".java") || name.contains("/package-info.");
    }

    @Test
    void startLoadsFewClasses() throws Exception {
        Path jar = emptyAgent();
        List<String> empty = classesLoaded(jar + "=" + jar);
        List<String> ours = classesLoaded(AGENT + "=" + configuration());
        long own = ours.stream().filter(name -> name.startsWith("io.resil.")).count();
        assertTrue(own > 30, () -> "only " + own + ": does it start at all?");
        // measured: 66
        assertTrue(own <= 75, () -> own + " classes of the agent");
        int more = ours.size() - empty.size();
        // measured: 138 on Java 17
        assertTrue(more <= 180, () -> more + " more classes than an empty agent");
    }

    /** Else each of them is looked up and inflated by itself: {@code agent/pom.xml} says which are in there. */
    @Test
    void whatEveryStartNeedsIsInThePack() throws Exception {
        Set<String> packed = new HashSet<>();
        try (JarFile jar = new JarFile(AGENT.toFile());
                ZipInputStream pack = new ZipInputStream(jar.getInputStream(jar.getEntry("isolated/start.pack")))) {
            for (ZipEntry entry = pack.getNextEntry(); entry != null; entry = pack.getNextEntry()) {
                packed.add(entry.getName().replace(".class", "").replace('/', '.'));
            }
        }
        List<String> outside = classesLoaded(AGENT + "=" + configuration()).stream()
                .filter(name -> name.startsWith("io.resil.agent."))
                .filter(name -> !name.startsWith("io.resil.agent.launch."))
                .filter(name -> !packed.contains(name))
                .toList();
        assertEquals(List.of(), outside);
    }

    private Path configuration() throws IOException {
        return Files.writeString(
                directory.resolve("resil.yaml"),
                """
                services:
                  chroma:
                    url: http://chroma:6003
                    timeout: 15s
                  billing:
                    url: http://billing:6004
                    retry: { max-retries: 2 }
                """);
    }

    /** Names, the JDK's included. */
    private List<String> classesLoaded(String agent) throws Exception {
        Path out = directory.resolve("classes.txt");
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-verbose:class",
                        "-javaagent:" + agent,
                        "-cp",
                        ownClasses(),
                        Program.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertEquals(0, process.waitFor());
        try (Stream<String> lines = Files.lines(out)) {
            return lines.filter(line -> line.contains(" source: "))
                    .map(line -> line.replaceFirst("^(\\[.*?\\] *)*", "").replaceFirst(" .*", ""))
                    .toList();
        }
    }

    /** And no others: the agent's own, unpacked on the class path, would come before those in its jar. */
    private static String ownClasses() throws URISyntaxException {
        return Path.of(Program.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }

    private Path emptyAgent() throws IOException {
        Path jar = directory.resolve("empty.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Empty.class.getName());
        String name = Empty.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream bytes = Empty.class.getClassLoader().getResourceAsStream(name)) {
            out.putNextEntry(new JarEntry(name));
            bytes.transferTo(out);
        }
        return jar;
    }

    /** Does what any agent on the boot path does. */
    public static final class Empty {

        private Empty() {}

        public static void premain(String argument, Instrumentation instrumentation) throws Exception {
            instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(argument));
        }
    }

    /** Does nothing. */
    public static final class Program {

        private Program() {}

        public static void main(String[] args) {}
    }
}
