package io.resil.agent.weave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.resil.bootstrap.Advice;
import io.resil.bootstrap.Linker;
import io.resil.bootstrap.Seam;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("the seam of a JVM has one linker")
class WeaverTest {

    /** What is woven: every kind of parameter and result, loops and exception handlers around the returns. */
    public static class Subject {
        public String greet(String name) {
            return "hello " + name;
        }

        public long sum(int a, long b, double c, boolean d, byte[] e) {
            return a + b + (long) c + (d ? 1 : 0) + e.length;
        }

        public static int count(char until) {
            int n = 0;
            for (char c = 'a'; c != until; c++) {
                n++;
            }
            return n;
        }

        public void run(StringBuilder log) throws IOException {
            for (int i = 0; i < 2; i++) {
                String local = "step " + i;
                try {
                    if (log.length() > 100) {
                        throw new IOException(local);
                    }
                    log.append(local).append(';');
                } finally {
                    log.append("done;");
                }
            }
            if (log.indexOf("fail") >= 0) {
                throw new IOException("failed");
            }
        }
    }

    private final List<String> calls = new ArrayList<>();
    private Object answer = Seam.PROCEED;
    private boolean adviceFails;
    private boolean replaceResult;

    @BeforeEach
    void connect() {
        Seam.connect(new Linker() {
            @Override
            public Advice[] link(Class<?> woven) {
                Advice[] advice = new Advice[4];
                for (int i = 0; i < advice.length; i++) {
                    advice[i] = new Recording(i);
                }
                return advice;
            }

            @Override
            public void fault(Class<?> woven, int point, Throwable fault) {
                calls.add("fault " + point + ": " + fault.getMessage());
            }
        });
    }

    private final class Recording extends Advice {
        private final int point;

        Recording(int point) {
            this.point = point;
        }

        @Override
        public Object enter(Object self, Object[] args) {
            calls.add("enter " + point + " " + (self == null ? "static" : "this") + argumentsOf(args));
            if (adviceFails) {
                throw new IllegalStateException("broken advice");
            }
            return answer;
        }

        @Override
        public Object exit(Object self, Object result, Throwable failure) {
            calls.add("exit " + point + " " + result + " " + (failure == null ? "-" : failure.getMessage()));
            return replaceResult ? "replaced" : result;
        }

        private String argumentsOf(Object[] args) {
            List<String> shown = new ArrayList<>();
            for (Object arg : args) {
                shown.add(arg instanceof byte[] ? "bytes" : String.valueOf(arg));
            }
            return shown.toString();
        }
    }

    @Test
    void passesThisAndBoxedArgumentsAndLetsTheMethodRun() throws Exception {
        Object result = call(woven(Point.enter("sum", "(", "")), "sum", 1, 2L, 3.9, true, new byte[5]);
        assertEquals(12L, result);
        assertEquals(Arrays.asList("enter 0 this[1, 2, 3.9, true, bytes]"), calls);
    }

    @Test
    void answersInPlaceOfTheMethod() throws Exception {
        answer = "instead";
        assertEquals("instead", call(woven(Point.enter("greet", "(", "")), "greet", "you"));
        answer = 42;
        assertEquals(42, call(woven(Point.enter("count", "(C)", "")), "count", 'z'));
    }

    @Test
    void throwsInPlaceOfTheMethod() throws Exception {
        answer = new Advice.Throw(new IOException("ours"));
        Class<?> subject = woven(Point.enter("greet", "(", ""));
        IOException thrown = assertThrows(IOException.class, () -> call(subject, "greet", "you"));
        assertEquals("ours", thrown.getMessage());
    }

    @Test
    void seesTheResultOnTheWayOutAndMayReplaceIt() throws Exception {
        Class<?> subject = woven(Point.exit("greet", "(", ""));
        assertEquals("hello you", call(subject, "greet", "you"));
        replaceResult = true;
        assertEquals("replaced", call(subject, "greet", "you"));
        assertEquals(Arrays.asList("exit 0 hello you -", "exit 0 hello you -"), calls);
    }

    @Test
    void seesWhatIsThrownAndLetsItPass() throws Exception {
        Class<?> subject = woven(Point.around("run", "(", ""));
        StringBuilder log = new StringBuilder("fail;");
        IOException thrown = assertThrows(IOException.class, () -> call(subject, "run", log));
        assertEquals("failed", thrown.getMessage());
        assertEquals("exit 0 null failed", calls.get(calls.size() - 1));
    }

    @Test
    void leavesLoopsHandlersAndFramesIntact() throws Exception {
        Class<?> subject = woven(
                Point.around("run", "(", ""),
                Point.around("count", "(", ""),
                Point.around("sum", "(", ""),
                Point.around("greet", "(", ""));
        StringBuilder log = new StringBuilder();
        call(subject, "run", log);
        assertEquals("step 0;done;step 1;done;", log.toString());
        assertEquals(2, call(subject, "count", 'c'));
        assertEquals(Arrays.asList("enter 1 static[c]", "exit 1 2 -"), calls.subList(2, 4));
    }

    @Test
    void runsTheMethodUntouchedWhenTheAdviceFails() throws Exception {
        adviceFails = true;
        assertEquals("hello you", call(woven(Point.around("greet", "(", "")), "greet", "you"));
        assertEquals(Arrays.asList("enter 0 this[you]", "fault 0: broken advice", "exit 0 hello you -"), calls);
    }

    @Test
    void refusesAClassThatLacksAPoint() {
        MissingPointException missing = assertThrows(
                MissingPointException.class, () -> woven(Point.enter("greet", "(", ""), Point.enter("part", "(", "")));
        assertEquals("it has no method part(", missing.getMessage());
    }

    @Test
    void keepsTheShapeOfTheClass() throws Exception {
        Class<?> subject = woven(Point.around("greet", "(", ""));
        assertEquals(Subject.class.getDeclaredMethods().length, subject.getDeclaredMethods().length);
        assertArrayEquals(Subject.class.getDeclaredFields(), subject.getDeclaredFields());
    }

    private static Class<?> woven(Point... points) throws Exception {
        String name = Subject.class.getName();
        return defined(name, Weaver.weave(new WovenClass("test", name, points), subject()));
    }

    static byte[] subject() throws IOException {
        try (InputStream in = Subject.class.getResourceAsStream("WeaverTest$Subject.class")) {
            return in.readAllBytes();
        }
    }

    static Class<?> defined(String name, byte[] classFile) {
        return new ClassLoader(WeaverTest.class.getClassLoader()) {
            Class<?> define() {
                return defineClass(name, classFile, 0, classFile.length);
            }
        }.define();
    }

    private static Object call(Class<?> subject, String method, Object... args) throws Exception {
        Object target = subject.getConstructor().newInstance();
        for (Method candidate : subject.getMethods()) {
            if (candidate.getName().equals(method)) {
                try {
                    return candidate.invoke(target, args);
                } catch (InvocationTargetException e) {
                    if (e.getCause() instanceof Exception) {
                        throw (Exception) e.getCause();
                    }
                    throw e;
                }
            }
        }
        throw new NoSuchMethodException(method);
    }
}
