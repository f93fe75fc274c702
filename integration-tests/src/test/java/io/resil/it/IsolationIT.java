package io.resil.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.it.app.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The application sees nothing of the agent but what it may compile against, and the agent nothing of the application. */
class IsolationIT {

    private static final String ISOLATED = "isolated/";

    /** With an anchor, which only the agent's YAML library can read. */
    private static final String NOT_PLAIN =
            """
            log: { target: stderr, level: debug }
            services:
              backend:
                url: &address 127.0.1.1
                token: { header: X-Internal-Token, value: *address }
            """;

    @Test
    void applicationCannotLoadAnyIsolatedClass() throws Exception {
        List<String> isolated = isolatedClasses();
        assertTrue(isolated.contains("org.snakeyaml.engine.v2.api.Load"), isolated::toString);
        assertTrue(isolated.contains("org.HdrHistogram.Histogram"), isolated::toString);
        assertTrue(isolated.contains("io.resil.agent.ResilAgent"), isolated::toString);
        try (AgentJvm jvm = Backend.configured(NOT_PLAIN).start()) {
            assertEquals("127.0.1.1", Backend.tokenSentBy(jvm));

            List<String> visible = isolated.stream()
                    .filter(name -> find(jvm, name).is("found"))
                    .toList();

            assertEquals(List.of(), visible);
        }
    }

    private static List<String> isolatedClasses() throws IOException {
        List<String> names = new ArrayList<>();
        for (String pack : entries()) {
            if (pack.endsWith(".pack")) {
                names.addAll(packed(pack));
            }
        }
        return names;
    }

    private static List<String> packed(String pack) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile jar = new JarFile(AgentJvm.agentJar());
                ZipInputStream classes = new ZipInputStream(jar.getInputStream(jar.getEntry(pack)))) {
            for (ZipEntry entry = classes.getNextEntry(); entry != null; entry = classes.getNextEntry()) {
                names.add(entry.getName().replaceFirst("\\.class$", "").replace('/', '.'));
            }
        }
        return names;
    }

    @Test
    void applicationSeesTheLaunchClassAndTheApi() throws Exception {
        try (AgentJvm jvm = Backend.configured(Backend.yaml()).start()) {
            assertTrue(find(jvm, "io.resil.agent.launch.Agent").is("found"));
            for (String name : List.of("ServiceUnavailableException", "CircuitBreakerMXBean", "AgentMXBean")) {
                Line api = find(jvm, "io.resil.api." + name);
                assertTrue(api.is("found"), name);
                assertEquals("null", api.require("loader"), "the boot loader, for every loader to see");
            }
        }
    }

    @Test
    void applicationUsesItsOwnVersionsOfOurLibraries() throws Exception {
        try (AgentJvm jvm =
                Backend.configured(NOT_PLAIN).library("own-libraries").start()) {
            Backend.tokenSentBy(jvm);

            Line told = jvm.tell("OwnLibraries");

            assertEquals("java.lang.Object", told.require("made"));
            assertEquals("1", told.require("counted"));
            assertEquals("{a=[1, 2]}", told.require("read"));
            assertEquals("127.0.1.1", Backend.tokenSentBy(jvm), "governed before and after");
            assertFalse(jvm.attribute(Backend.BEAN, "LatencyMillisP50").equals("NaN"), "counted by our own");
            assertEquals("0", jvm.attribute(Backend.AGENT, "AgentFaults"));
            for (String name : List.of(
                    "net.bytebuddy.ByteBuddy", "org.snakeyaml.engine.v2.api.Load", "org.HdrHistogram.Histogram")) {
                assertTrue(find(jvm, name).require("location").contains("/own-libraries/"), name);
            }
        }
    }

    /** A scanner takes what ends in {@code .class} for a class, and believes {@code META-INF}. */
    @Test
    void scannerOfTheClassPathFindsNothingButTheLaunchClassesAndTheApi() throws Exception {
        List<String> open =
                entries().stream().filter(name -> !name.startsWith(ISOLATED)).toList();

        List<String> unexpected = open.stream()
                .filter(name -> !name.matches("io/resil/(api|bootstrap|agent/launch)/\\w+(\\$\\w+)*\\.class"))
                .filter(name ->
                        !List.of("META-INF/MANIFEST.MF", "META-INF/LICENSE").contains(name))
                .toList();
        assertEquals(List.of(), unexpected);

        List<String> classes = entries().stream()
                .filter(name -> name.startsWith(ISOLATED) && name.endsWith(".class"))
                .toList();
        assertEquals(List.of(), classes);
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(AgentJvm.agentJar());
                Stream<JarEntry> entries = jar.stream()) {
            return entries.filter(each -> !each.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
        }
    }

    private static Line find(AgentJvm jvm, String name) {
        return jvm.ask(new Line().with("do", "class").with("name", name));
    }
}
