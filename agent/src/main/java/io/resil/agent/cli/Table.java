package io.resil.agent.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of text, each as wide as its widest cell. For one use. */
final class Table {

    private static final String GAP = "  ";

    /** Paints a cell that is padded already, so that what it adds takes no room. */
    interface Paint {
        String on(String cell);
    }

    private final boolean[] isNumber;
    private final int[] widths;
    private final int painted;
    private final List<String[]> rows = new ArrayList<>();
    private final List<@Nullable Paint> paints = new ArrayList<>();

    /**
     * @param painted the index of the column that is painted
     * @param headers one for each column; a {@code >} before it aligns the column to the right
     */
    Table(int painted, String... headers) {
        this.painted = painted;
        this.isNumber = new boolean[headers.length];
        this.widths = new int[headers.length];
        String[] plain = new String[headers.length];
        for (int i = 0; i < headers.length; i++) {
            isNumber[i] = headers[i].startsWith(">");
            plain[i] = isNumber[i] ? headers[i].substring(1) : headers[i];
        }
        row(null, plain);
    }

    void row(@Nullable Paint paint, String... cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].length());
        }
        rows.add(cells);
        paints.add(paint);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(rows.get(i), paints.get(i)));
        }
        return lines;
    }

    private String line(String[] cells, @Nullable Paint paint) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String cell = padded(cells[i], widths[i], isNumber[i]);
            line.append(i == 0 ? "" : GAP).append(i == painted && paint != null ? paint.on(cell) : cell);
        }
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == ' ') {
            end--;
        }
        return line.substring(0, end);
    }

    private static String padded(String cell, int width, boolean right) {
        StringBuilder spaces = new StringBuilder();
        for (int i = cell.length(); i < width; i++) {
            spaces.append(' ');
        }
        return right ? spaces + cell : cell + spaces;
    }
}
