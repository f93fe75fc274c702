package io.resil.examples.demo;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the user of the demo sees. Lines that say the same again are held back and counted. Thread-safe. */
final class Screen {

    /** Who speaks. */
    enum Voice {
        WITHOUT("without", "33"),
        WITH("with", "32"),
        AGENT("agent", "36"),
        JMX("JMX", "35");

        final String label;
        final String colour;

        Voice(String label, String colour) {
            this.label = label;
            this.colour = colour;
        }
    }

    private final PrintStream out;
    private final boolean colours;
    private final long start = System.nanoTime();
    private final Map<String, Integer> said = new HashMap<>();
    private int heldBack;

    Screen(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    synchronized void plain(String text) {
        out.println(text);
    }

    synchronized void title(String text) {
        said.clear();
        heldBack = 0;
        out.println();
        out.println(paint("1", text));
    }

    synchronized void say(Voice voice, String text) {
        double seconds = (System.nanoTime() - start) / 1e9;
        String label = paint(voice.colour, String.format(Locale.ROOT, "%-7s", voice.label));
        out.printf(Locale.ROOT, "%6.1fs  %s | %s%n", seconds, label, text);
    }

    /** Says it, unless the like of it was said so many times since the last title; figures make no difference. */
    synchronized void sayAtMost(int times, Voice voice, String text) {
        String like = voice + text.replaceAll("[0-9.,:]+", "");
        if (said.merge(like, 1, Integer::sum) <= times) {
            say(voice, text);
        } else {
            heldBack++;
        }
    }

    /** Lines held back since the last title. */
    synchronized int heldBack() {
        return heldBack;
    }

    String paint(String colour, String text) {
        return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
