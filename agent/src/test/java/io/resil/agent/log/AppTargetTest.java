package io.resil.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppTargetTest {

    private static final ClassLoader APPLICATION = AppTargetTest.class.getClassLoader();
    private static final String LOGGER = "io.resil.chroma";

    private final RecordingTarget stderr = new RecordingTarget();
    private final RecordingTarget slf4j = new RecordingTarget();
    private final List<ClassLoader> asked = new ArrayList<>();
    private LogTarget provided = slf4j;
    private final AppTarget target = new AppTarget(
            loader -> {
                asked.add(loader);
                return provided;
            },
            stderr);

    private void write(String message) {
        target.write(Level.INFO, LOGGER, message, null);
    }

    @Test
    void writesToStderrUntilAnApplicationIsKnown() {
        write("before");
        target.applicationLoader(APPLICATION);
        write("after");
        assertEquals(List.of("INFO before"), stderr.lines);
        assertEquals(List.of("INFO after"), slf4j.lines);
    }

    @Test
    void doesNotStartTheApplicationsLoggingBeforeThereIsALine() {
        target.applicationLoader(APPLICATION);
        assertTrue(target.isEnabled(Level.DEBUG, LOGGER));
        assertEquals(List.of(), asked);
    }

    @Test
    void looksBesideTheLoaderThatDefinedSlf4j() {
        target.applicationLoader(new URLClassLoader(new URL[0], APPLICATION));
        write("line");
        assertEquals(List.of(org.slf4j.LoggerFactory.class.getClassLoader()), asked);
    }

    @Test
    void staysOnStderrWithoutSlf4j() {
        target.applicationLoader(ClassLoader.getPlatformClassLoader());
        write("line");
        assertEquals(List.of("INFO line"), stderr.lines);
        assertEquals(List.of(), asked);
    }

    @Test
    void findsTheSlf4jOfAnotherLoader() {
        target.applicationLoader(ClassLoader.getPlatformClassLoader());
        write("one");
        target.applicationLoader(APPLICATION);
        write("two");
        assertEquals(List.of("INFO two"), slf4j.lines);
    }

    @Test
    void looksAgainWhileSlf4jIsStarting() {
        provided = null;
        target.applicationLoader(APPLICATION);
        write("one");
        provided = slf4j;
        write("two");
        assertEquals(List.of("INFO one"), stderr.lines);
        assertEquals(List.of("INFO two"), slf4j.lines);
    }

    @Test
    void stopsLookingAfterAFewLines() {
        provided = null;
        target.applicationLoader(APPLICATION);
        for (int i = 0; i < 100; i++) {
            write("line");
        }
        assertEquals(8, asked.size());
        assertEquals(100, stderr.lines.size());
    }

    @Test
    void ignoresTheBootLoader() {
        target.applicationLoader(null);
        write("line");
        assertEquals(List.of("INFO line"), stderr.lines);
    }

    @Test
    void followsTheLevelsOfTheApplication() {
        provided = new FailingTarget() {
            @Override
            public boolean isEnabled(Level level, String logger) {
                return level == Level.ERROR;
            }
        };
        target.applicationLoader(APPLICATION);
        write("dropped");
        assertFalse(target.isEnabled(Level.WARN, LOGGER));
        assertTrue(target.isEnabled(Level.ERROR, LOGGER));
        assertEquals(List.of(), stderr.lines);
    }

    @Test
    void reportsOnceThatTheApplicationsLoggingFailsAndStaysOnStderr() {
        provided = new FailingTarget();
        target.applicationLoader(APPLICATION);
        write("one");
        target.applicationLoader(APPLICATION);
        write("two");
        assertEquals(
                List.of(
                        "WARN the application's logging failed: its lines go here from now on <- java.lang.NoClassDefFoundError: broken appender",
                        "INFO one",
                        "INFO two"),
                stderr.lines);
        assertEquals(1, asked.size());
    }

    @Test
    void survivesALevelCheckThatFails() {
        provided = new LogTarget() {
            private boolean asked;

            @Override
            public boolean isEnabled(Level level, String logger) {
                if (asked) {
                    throw new IllegalStateException("broken filter");
                }
                asked = true;
                return true;
            }

            @Override
            public void write(Level level, String logger, String message, Throwable thrown) {}
        };
        target.applicationLoader(APPLICATION);
        write("one");
        assertTrue(target.isEnabled(Level.INFO, LOGGER));
        assertEquals(1, stderr.lines.size());
    }

    @Test
    void survivesASlf4jThatCannotBeReached() {
        AppTarget unreachable = new AppTarget(
                loader -> {
                    throw new ClassNotFoundException("no such target");
                },
                stderr);
        unreachable.applicationLoader(APPLICATION);
        unreachable.write(Level.INFO, LOGGER, "line", null);
        assertEquals(2, stderr.lines.size());
        assertEquals("INFO line", stderr.lines.get(1));
    }

    @Test
    void lineLoggedByTheApplicationsAppenderGoesToStderrAndMakesNoLoop() {
        provided = new LogTarget() {
            @Override
            public boolean isEnabled(Level level, String logger) {
                return true;
            }

            @Override
            public void write(Level level, String logger, String message, Throwable thrown) {
                slf4j.write(level, logger, message, thrown);
                assertTrue(target.isEnabled(Level.DEBUG, logger));
                AppTargetTest.this.write("of the appender");
            }
        };
        target.applicationLoader(APPLICATION);
        write("line");
        write("next");
        assertEquals(List.of("INFO line", "INFO next"), slf4j.lines);
        assertEquals(List.of("INFO of the appender", "INFO of the appender"), stderr.lines);
    }

    private static class FailingTarget implements LogTarget {
        @Override
        public boolean isEnabled(Level level, String logger) {
            return true;
        }

        @Override
        public void write(Level level, String logger, String message, Throwable thrown) {
            throw new NoClassDefFoundError("broken appender");
        }
    }
}
