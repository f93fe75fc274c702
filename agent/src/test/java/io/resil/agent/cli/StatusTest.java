package io.resil.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the table of {@code status} looks. */
class StatusTest {

    private static final long NOW = FakeBreaker.SINCE + 41_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final FakeJvms jvms =
            new FakeJvms().running("12", "com.example.Main").withAgent();
    private int tables = 1;

    private Terminal terminal(boolean person, Map<String, String> environment) {
        return new Terminal(new PrintStream(out, true), new PrintStream(out, true), person, environment);
    }

    private String status(Terminal terminal, String... words) throws Exception {
        StatusCommand command = new StatusCommand(terminal, new Reach(jvms), () -> NOW, () -> {
            if (--tables == 0) {
                throw new InterruptedException();
            }
        });
        assertEquals(ExitCode.DONE, command.run(List.of(words)));
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void columnsLineUpAndOriginsFollowTheirService() throws Exception {
        jvms.with("chroma", new FakeBreaker("chroma", "OPEN", 18.2, "threshold reached: 5/5"))
                .with("chroma", "10.0.0.1:6003", new FakeBreaker("chroma", "OPEN", 18.2, "threshold reached: 5/5"))
                .with("billing", new FakeBreaker("billing", "CLOSED", -1, "long ago"));

        assertEquals(
                """
                resil 1.2.3 in 12 (com.example.Main): ACTIVE, /etc/resil.yaml

                SERVICE          STATE   SINCE  CALLS  FAILED  REJECTED  P50  P99  NEXT PROBE  WHY
                billing          CLOSED    41s      0       0         0    -    -  -
                chroma           OPEN      41s      0       0         0    -    -  in 19s      threshold reached: 5/5
                  10.0.0.1:6003  OPEN      41s      0       0         0    -    -  in 19s      threshold reached: 5/5
                """,
                status(terminal(false, Map.of("TERM", "xterm")), "12"));
    }

    @Test
    void theLastDecisionsFollow() throws Exception {
        for (int i = 1; i <= 6; i++) {
            jvms.decisions.add("chroma", i == 6 ? "c2:6003" : "", "forceOpen", "by JMX, the " + i + ".");
        }
        assertEquals(
                """
                resil 1.2.3 in 12 (com.example.Main): ACTIVE, /etc/resil.yaml

                last decisions
                  1970-01-01T00:16:40Z chroma: forceOpen (by JMX, the 2.)
                  1970-01-01T00:16:40Z chroma: forceOpen (by JMX, the 3.)
                  1970-01-01T00:16:40Z chroma: forceOpen (by JMX, the 4.)
                  1970-01-01T00:16:40Z chroma: forceOpen (by JMX, the 5.)
                  1970-01-01T00:16:40Z chroma c2:6003: forceOpen (by JMX, the 6.)
                """,
                status(terminal(false, Map.of()), "12"));
    }

    @Test
    void anotherModeThanEnforceIsSaid() throws Exception {
        FakeBreaker off = new FakeBreaker("chroma", "CLOSED", -1, "");
        off.setMode("off");
        jvms.with("chroma", off);
        assertTrue(status(terminal(false, Map.of()), "12").contains("  CLOSED (mode off)  "));
    }

    @Test
    void coloursAreForTerminalsThatWantThem() throws Exception {
        jvms.with("chroma", new FakeBreaker("chroma", "OPEN", 0, "threshold reached: 5/5"));
        String red = "\u001b[31mOPEN ";
        assertTrue(status(terminal(true, Map.of("TERM", "xterm")), "12").contains(red));
        for (Map<String, String> environment :
                List.of(Map.of("TERM", "xterm", "NO_COLOR", "1"), Map.of("TERM", "dumb"), Map.<String, String>of())) {
            out.reset();
            assertEquals(-1, status(terminal(true, environment), "12").indexOf('\u001b'), environment::toString);
        }
    }

    @Test
    void watchDrawsInPlaceOnATerminalUntilItIsInterrupted() throws Exception {
        tables = 3;
        String drawn = status(terminal(true, Map.of("TERM", "xterm", "NO_COLOR", "1")), "12", "--watch");
        assertTrue(Thread.interrupted());
        assertEquals(4, drawn.split("\u001b\\[H\u001b\\[J", -1).length);
    }

    @Test
    void watchWritesOneTableBelowTheOtherElsewhere() throws Exception {
        tables = 2;
        String drawn = status(terminal(false, Map.of()), "12", "--watch");
        assertTrue(Thread.interrupted());
        assertEquals("resil 1.2.3 in 12 (com.example.Main): ACTIVE, /etc/resil.yaml\n\n".repeat(2), drawn);
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "119.9, 119s", "120, 2m", "7199, 119m", "7200, 2h", "172799, 47h", "172800, 2d", "NaN, -"})
    void ageIsShort(double seconds, String text) {
        assertEquals(text, StatusText.age(seconds));
    }

    @ParameterizedTest
    @CsvSource({"NaN, -", "0.44, 0.4ms", "9.94, 9.9ms", "10, 10ms", "140.4, 140ms", "9999, 9999ms", "12000, 12s"})
    void latencyIsShort(double millis, String text) {
        assertEquals(text, StatusText.millis(millis));
    }

    @ParameterizedTest
    @CsvSource({"-1, -", "0, now", "0.2, in 1s", "41, in 41s"})
    void probeIsAnnouncedUpwards(double seconds, String text) {
        assertEquals(text, StatusText.probe(seconds));
    }
}
