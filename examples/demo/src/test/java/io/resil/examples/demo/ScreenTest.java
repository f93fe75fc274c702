package io.resil.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.examples.demo.Screen.Voice;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void holdsBackLinesThatDifferOnlyInTheirFigures() {
        Screen screen = new Screen(out, false);

        screen.sayAtMost(1, Voice.AGENT, "Retrying in 1.1s...");
        screen.sayAtMost(1, Voice.AGENT, "Retrying in 0.9s...");
        screen.sayAtMost(1, Voice.WITH, "Retrying in 0.9s...");

        assertTrue(text().contains("agent   | Retrying in 1.1s"), text());
        assertFalse(text().contains("agent   | Retrying in 0.9s"), text());
        assertTrue(text().contains("with    | Retrying in 0.9s"), text());
        assertEquals(1, screen.heldBack());
    }

    @Test
    void startsAnewWithEachTitle() {
        Screen screen = new Screen(out, false);
        screen.sayAtMost(1, Voice.AGENT, "first");
        screen.sayAtMost(1, Voice.AGENT, "first");

        screen.title("Next");
        screen.sayAtMost(1, Voice.AGENT, "first");

        assertEquals(0, screen.heldBack());
        assertTrue(text().endsWith("agent   | first" + System.lineSeparator()), text());
    }

    @Test
    void coloursOnlyWhenAsked() {
        new Screen(out, false).title("plain");
        assertFalse(text().contains("\u001b"), text());

        new Screen(out, true).title("coloured");
        assertTrue(text().contains("\u001b[1mcoloured\u001b[0m"), text());
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
