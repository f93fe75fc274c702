package io.resil.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {

    private static final WallClock CLOCK =
            () -> Instant.parse("2026-11-04T04:05:06.078Z").toEpochMilli();
    private static final String NL = System.lineSeparator();

    private final RecordingTarget fallback = new RecordingTarget();

    @TempDir
    private Path directory;

    @Test
    void stderrShowsTimeLevelAndMessage() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new StderrTarget(new PrintStream(bytes), StandardCharsets.UTF_8, CLOCK)
                .write(Level.WARN, "io.resil.chroma", "[Chroma Server] ✓", null);
        assertEquals(
                "2026-11-04T04:05:06.078Z resil: WARN [Chroma Server] ✓" + NL, bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void stderrGetsALineAndItsStackTraceInOneWrite() {
        List<String> writes = new ArrayList<>();
        OutputStream stream = new OutputStream() {
            @Override
            public void write(int b) {
                throw new AssertionError("byte by byte");
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                writes.add(new String(bytes, from, count, StandardCharsets.UTF_8));
            }
        };
        new StderrTarget(new PrintStream(stream), StandardCharsets.UTF_8, CLOCK)
                .write(Level.ERROR, "io.resil.agent", "a fault", new IllegalStateException("why"));
        assertEquals(1, writes.size());
        assertTrue(writes.get(0).contains("a fault" + NL + "java.lang.IllegalStateException: why" + NL + "\tat "));
    }

    @Test
    void stderrKeepsToAKnownCharset() {
        assertEquals(StandardCharsets.UTF_8, StderrTarget.named("x-no-such-charset", StandardCharsets.UTF_8));
        assertEquals(StandardCharsets.UTF_8, StderrTarget.named(null, StandardCharsets.UTF_8));
        assertEquals(StandardCharsets.ISO_8859_1, StderrTarget.named("ISO-8859-1", StandardCharsets.UTF_8));
    }

    @Test
    void fileIsAppendedTo() throws IOException {
        Path file = Files.writeString(directory.resolve("resil.log"), "before" + NL);
        LogTarget target = new FileTarget(file.toFile(), fallback, CLOCK);
        target.write(Level.INFO, "io.resil.chroma", "one", null);
        assertEquals(List.of("before", "2026-11-04T04:05:06.078Z resil: INFO one"), Files.readAllLines(file));
        assertEquals(List.of(), fallback.lines);
    }

    @Test
    void fileIsMadeAnewWhenItWasRotatedAway() throws IOException {
        Path file = directory.resolve("resil.log");
        LogTarget target = new FileTarget(file.toFile(), fallback, CLOCK);
        target.write(Level.INFO, "io.resil.chroma", "one", null);
        Files.delete(file);
        target.write(Level.INFO, "io.resil.chroma", "two", null);
        assertEquals(List.of("2026-11-04T04:05:06.078Z resil: INFO two"), Files.readAllLines(file));
    }

    @Test
    void fileThatCannotBeWrittenIsReportedOnceAndItsLinesGoToTheFallback() {
        File file = directory.resolve("missing").resolve("resil.log").toFile();
        LogTarget target = new FileTarget(file, fallback, CLOCK);
        target.write(Level.INFO, "io.resil.chroma", "one", null);
        target.write(Level.INFO, "io.resil.chroma", "two", null);
        assertEquals(3, fallback.lines.size());
        assertTrue(fallback.lines.get(0).startsWith("WARN cannot write the log file " + file), fallback.lines.get(0));
        assertEquals(List.of("INFO one", "INFO two"), fallback.lines.subList(1, 3));
    }

    @Test
    void logNamesItsLoggersAndKeepsToItsThreshold() {
        Log log = new Log(Level.WARN, fallback);
        log.info("not this");
        log.warn("this");
        log.ofService("chroma").warn("that", new IOException("why"));
        assertEquals(List.of("WARN this", "WARN that <- java.io.IOException: why"), fallback.lines);
        assertEquals(List.of("io.resil.agent", "io.resil.chroma"), fallback.loggers);
    }
}
