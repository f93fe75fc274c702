package io.resil.agent.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The jar that users get: how large it is, what is in it, and how much of it is loaded at start. Counted, not timed. */
class JarIT {

    private static final List<String> PACKS = List.of("start", "call", "agent", "libraries");

    private static final Path AGENT = Path.of(System.getProperty("resil.agent"));

    @TempDir
    Path directory;

    @Test
    void isSmall() throws IOException {
        long kilobytes = Files.size(AGENT) / 1024;
        // measured: 1041; what a user may be asked to carry: 4096. Half of that would be a library that came in unseen
        assertTrue(kilobytes < 2048, () -> kilobytes + " kB");
    }

    @Test
    void holdsNothingThatNoUserNeeds() throws IOException {
        List<String> all = new ArrayList<>();
        try (JarFile jar = new JarFile(AGENT.toFile())) {
            jar.stream().map(JarEntry::getName).forEach(all::add);
        }
        for (String pack : PACKS) {
            all.addAll(packed(pack));
        }
        assertEquals(List.of(), all.stream().filter(JarIT::isNeedless).toList());
    }

    /** Each is read, and costs time, when the JVM opens the jar. */
    @Test
    void hasFewEntries() throws IOException {
        try (JarFile jar = new JarFile(AGENT.toFile())) {
            // measured: 33; with each class by itself they were 877
            assertTrue(jar.size() <= 50, () -> jar.size() + " entries");
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
                        "isolated/io/resil/agent/web/",
                        "isolated/start.pack",
                        "isolated/call.pack",
                        "isolated/agent.pack",
                        "isolated/libraries.pack",
                        "io/prometheus/metrics/",
                        "org/HdrHistogram/",
                        "org/snakeyaml/engine/",
                        "io/resil/agent/")
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
        // measured: 73
        assertTrue(own <= 75, () -> own + " classes of the agent");
        int more = ours.size() - empty.size();
        // measured: 174 on Java 17
        assertTrue(more <= 180, () -> more + " more classes than an empty agent");
    }

    /** Else a start reads a second pack: {@code agent/pom.xml} says which are in there. */
    @Test
    void whatEveryStartNeedsIsInThePack() throws Exception {
        List<String> start = packed("start");
        List<String> outside = isolated(classesLoaded(AGENT + "=" + configuration()));
        outside.removeAll(start);
        assertEquals(List.of(), outside);
    }

    /** Else it reads a third: {@code src/main/packs/call.txt} says which are in there. */
    @Test
    void whatAFirstCallNeedsIsInThePacks() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://localhost:" + server.getAddress().getPort();
            Path file =
                    configuration("services: { backend: { url: '" + url + "', token: { header: X-T, value: t } } }\n");

            List<String> loaded = isolated(classesLoaded(AGENT + "=" + file, Call.class, url));

            List<String> outside = new ArrayList<>(loaded);
            outside.removeAll(packed("start"));
            outside.removeAll(packed("call"));
            // the thread that looks at the file once a second may have begun
            outside.remove("io/resil/agent/config/ConfigurationFiles.class");
            assertEquals(List.of(), outside);

            List<String> needless = packed("call");
            needless.removeAll(loaded);
            // measured: none on Java 17; others may do without some
            assertTrue(needless.size() <= 10, () -> "for nothing: " + needless);
        } finally {
            server.stop(0);
        }
    }

    /** So that the first call need not wait for most of it; nothing waits where nothing is governed. */
    @Test
    void theEngineIsMadeOnceThereIsAClientToGovern() throws Exception {
        String engine = "io.resil.agent.Engine";
        assertTrue(
                classesLoaded(AGENT + "=" + configuration(), Client.class, "").contains(engine));
        assertFalse(classesLoaded(AGENT + "=none", Client.class, "").contains(engine));
    }

    /** Of the packs. */
    private static List<String> isolated(List<String> classes) throws IOException {
        Set<String> all = new HashSet<>();
        for (String pack : PACKS) {
            all.addAll(packed(pack));
        }
        return classes.stream()
                .map(name -> name.replace('.', '/') + ".class")
                .filter(all::contains)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> packed(String name) throws IOException {
        List<String> packed = new ArrayList<>();
        try (JarFile jar = new JarFile(AGENT.toFile());
                ZipInputStream pack =
                        new ZipInputStream(jar.getInputStream(jar.getEntry("isolated/" + name + ".pack")))) {
            for (ZipEntry entry = pack.getNextEntry(); entry != null; entry = pack.getNextEntry()) {
                packed.add(entry.getName());
            }
        }
        return packed;
    }

    private Path configuration() throws IOException {
        return configuration(
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

    private Path configuration(String yaml) throws IOException {
        return Files.writeString(directory.resolve("resil.yaml"), yaml);
    }

    private List<String> classesLoaded(String agent) throws Exception {
        return classesLoaded(agent, Program.class, "");
    }

    /** Names, the JDK's included. */
    private List<String> classesLoaded(String agent, Class<?> program, String argument) throws Exception {
        Path out = directory.resolve("classes.txt");
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-verbose:class",
                        "-javaagent:" + agent,
                        "-cp",
                        classPathOf(program),
                        program.getName(),
                        argument)
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
    private static String classPathOf(Class<?> program) throws URISyntaxException {
        List<String> places = new ArrayList<>();
        for (Class<?> each :
                List.of(program, HttpClients.class, HttpHost.class, HttpVersionPolicy.class, LoggerFactory.class)) {
            places.add(Path.of(each.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, places);
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

    /** Has a client that calls nothing. */
    public static final class Client {

        private Client() {}

        public static void main(String[] args) throws Exception {
            try (CloseableHttpClient client = HttpClients.createDefault()) {
                for (Thread thread : Thread.getAllStackTraces().keySet()) {
                    if (thread.getName().equals("resil-start")) {
                        thread.join();
                    }
                }
            }
        }
    }

    /** Calls a URL. */
    public static final class Call {

        private Call() {}

        public static void main(String[] args) throws IOException {
            try (CloseableHttpClient client = HttpClients.createDefault()) {
                String answer = client.execute(new HttpGet(args[0]), response -> String.valueOf(response.getCode()));
                if (!answer.equals("200")) {
                    throw new IllegalStateException(answer);
                }
            }
        }
    }
}
