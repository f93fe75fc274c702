package io.resil.agent.weave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.bootstrap.Seam;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.HdrHistogram.Histogram;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;

/**
 * Every method of the clients, of some libraries, and of a part of the JDK, woven with every shape: it says the same as
 * when a library has woven it, and the JVM accepts it.
 */
class WeaverAgainstAsmTest {

    /** By internal name. */
    private static final Map<String, byte[]> LIBRARIES = new LinkedHashMap<>();

    private static final Map<String, byte[]> JDK = new LinkedHashMap<>();

    private int woven;
    private final List<String> refused = new ArrayList<>();

    @BeforeAll
    static void read() throws Exception {
        for (Class<?> one : List.of(HttpClient.class, HttpHost.class, Load.class, Histogram.class, ClassReader.class)) {
            URI jar = one.getProtectionDomain().getCodeSource().getLocation().toURI();
            try (FileSystem files = FileSystems.newFileSystem(Path.of(jar))) {
                collect(files.getPath("/"), LIBRARIES);
            }
        }
        FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
        collect(jdk.getPath("/modules/java.net.http"), JDK);
        collect(jdk.getPath("/modules/java.base/java/util"), JDK);
        collect(jdk.getPath("/modules/java.logging"), JDK);
        collect(jdk.getPath("/modules/java.management/java/lang/management"), JDK);
        LIBRARIES
                .keySet()
                .removeIf(name -> name.startsWith("net/bytebuddy/") && !name.startsWith("net/bytebuddy/jar/asm/"));
    }

    private static void collect(Path folder, Map<String, byte[]> into) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.toString().contains("META-INF"))
                    .filter(file -> !file.endsWith("module-info.class"))
                    .forEach(file -> {
                        byte[] bytes = bytes(file);
                        into.put(new ClassReader(bytes).getClassName(), bytes);
                    });
        }
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(Point.Shape.class)
    void saysTheSameAsWovenByALibrary(Point.Shape shape) {
        Map<String, byte[]> all = new LinkedHashMap<>(LIBRARIES);
        all.putAll(JDK);
        all.forEach((name, original) -> compare(name, original, methodsOf(original, shape)));

        assertTrue(woven > 10_000, () -> "only " + woven);
        assertTrue(refused.size() < woven / 100, () -> woven + " woven, refused: " + refused);
        assertTrue(
                refused.stream().allMatch(each -> each.contains("writes over this") || each.contains("would be too")),
                refused::toString);
    }

    private void compare(String name, byte[] original, List<Point> points) {
        if (points.isEmpty()) {
            return;
        }
        WovenClass plan = new WovenClass("test", name, points.toArray(new Point[0]));
        try {
            Listing expected = Listing.of(AsmWeaver.weave(plan, original));
            Listing actual = Listing.of(Weaver.weave(plan, original));
            assertSame(expected.lines(), actual.lines(), name);
            expected.most()
                    .forEach((what, least) -> assertTrue(least <= actual.most().get(what), what));
            woven += points.size();
        } catch (IllegalArgumentException e) {
            if (points.size() == 1) {
                refused.add(name + "." + points.get(0) + ": " + e.getMessage());
            } else {
                points.forEach(each -> compare(name, original, List.of(each)));
            }
        } catch (MissingPointException e) {
            throw new AssertionError(name, e);
        }
    }

    /** The first difference alone: a class has thousands of lines. */
    private static void assertSame(List<String> expected, List<String> actual, String name) {
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            if (!expected.get(i).equals(actual.get(i))) {
                int from = Math.max(0, i - 5);
                int to = Math.min(i + 5, Math.min(expected.size(), actual.size()));
                assertEquals(expected.subList(from, to), actual.subList(from, to), name);
            }
        }
        assertEquals(expected.size(), actual.size(), name);
    }

    /** A method that is woven where the JVM would not have it ends in a {@link VerifyError} when its class is linked. */
    @ParameterizedTest
    @EnumSource(Point.Shape.class)
    void jvmAcceptsIt(Point.Shape shape) {
        Weaving loader = new Weaving(shape);
        int linked = 0;
        for (String name : LIBRARIES.keySet()) {
            try {
                linked += loader.loadClass(name.replace('/', '.')).getDeclaredMethods().length;
            } catch (ClassNotFoundException | NoClassDefFoundError e) { // of what the library can do without
                assertTrue(!e.getMessage().contains("resil"), e::toString);
            }
        }
        int methods = linked;
        assertTrue(methods > 5_000, () -> "only " + methods);
    }

    /** Has the libraries once more, with all of their methods woven. */
    private static final class Weaving extends ClassLoader {

        private final Point.Shape shape;

        Weaving(Point.Shape shape) {
            super(ClassLoader.getPlatformClassLoader());
            this.shape = shape;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(Seam.class.getName())) {
                return Seam.class;
            }
            byte[] original = LIBRARIES.get(name.replace('.', '/'));
            if (original == null) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = wovenOrNot(name, original);
            return defineClass(name, bytes, 0, bytes.length);
        }

        private byte[] wovenOrNot(String name, byte[] original) {
            Point[] points = methodsOf(original, shape).toArray(new Point[0]);
            try {
                return Weaver.weave(new WovenClass("test", name, points), original);
            } catch (IllegalArgumentException e) {
                return original;
            } catch (MissingPointException e) {
                throw new AssertionError(name, e);
            }
        }
    }

    private static List<Point> methodsOf(byte[] classFile, Point.Shape shape) {
        List<Point> points = new ArrayList<>();
        ClassVisitor collector = new ClassVisitor(Opcodes.ASM9) {
            @Override
            public MethodVisitor visitMethod(
                    int access, String name, String descriptor, String signature, String[] exceptions) {
                int without = Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE;
                if ((access & without) == 0 && !name.startsWith("<")) {
                    points.add(pointAt(shape, name, descriptor));
                }
                return null;
            }
        };
        new ClassReader(classFile).accept(collector, ClassReader.SKIP_CODE);
        return points;
    }

    private static Point pointAt(Point.Shape shape, String name, String descriptor) {
        return switch (shape) {
            case ENTER -> Point.enter(name, descriptor, "");
            case EXIT -> Point.exit(name, descriptor, "");
            case ENTER_AND_EXIT -> Point.around(name, descriptor, "");
        };
    }
}
