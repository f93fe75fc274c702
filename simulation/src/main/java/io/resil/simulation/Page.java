package io.resil.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page written by hand, with places for what is computed: between {@code <!-- name -->} and {@code <!-- end -->}. */
final class Page {

    private static final String END = "<!-- end -->";

    private final Path file;
    private String text;

    Page(Path file) throws IOException {
        this.file = file;
        this.text = Files.readString(file);
    }

    void fill(String name, String with) {
        String mark = "<!-- " + name + " -->";
        int begin = text.indexOf(mark);
        int end = text.indexOf(END, begin);
        if (begin < 0 || end < 0) {
            throw new IllegalArgumentException(file + " has no place for " + name);
        }
        text = text.substring(0, begin + mark.length()) + "\n" + with + text.substring(end);
    }

    void write() throws IOException {
        Files.writeString(file, text);
    }
}
