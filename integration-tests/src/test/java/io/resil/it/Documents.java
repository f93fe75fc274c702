package io.resil.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is written for users: the README, the pages in docs, the files in examples. */
final class Documents {

    private static final Pattern FENCE = Pattern.compile("^( *)```(\\S*).*$");
    private static final Pattern INLINE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TRAILING_COMMENT = Pattern.compile("\\s+#\\s.*$");

    private Documents() {}

    /**
     * A block of code.
     *
     * @param language of its fence; empty for one that is only indented
     * @param lines without the indentation of the block
     */
    record Block(String page, int line, String language, List<String> lines) {

        String text() {
            return String.join("\n", lines) + "\n";
        }

        String place() {
            return page + ":" + line;
        }
    }

    /** A line of code somewhere on a page. */
    record Line(String place, String text) {}

    static Path project() {
        return Path.of(AgentJvm.required("resil.it.project")).toAbsolutePath().normalize();
    }

    static Path file(String path) {
        Path file = project().resolve(path);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no " + file);
        }
        return file;
    }

    static String read(String path) {
        return read(file(path));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pages that users read first. The decisions are for those who change the code, and tell of the past. */
    static List<String> pages() {
        try (Stream<Path> docs = Files.list(file("docs"))) {
            Stream<String> names = docs.map(each -> each.getFileName().toString())
                    .filter(each -> each.endsWith(".md"))
                    .sorted()
                    .map(each -> "docs/" + each);
            return Stream.concat(Stream.of("README.md"), names).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Block> blocks() {
        return pages().stream().flatMap(page -> blocks(page).stream()).toList();
    }

    /** Fenced blocks, also those inside lists, and indented ones after an empty line. */
    static List<Block> blocks(String page) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = read(page).lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            Matcher fence = FENCE.matcher(lines.get(at));
            int begin = at + 1;
            if (fence.matches()) {
                int end = begin;
                while (!lines.get(end).strip().equals("```")) {
                    end++;
                }
                blocks.add(block(page, at + 1, fence.group(2), lines.subList(begin, end)));
                at = end;
            } else if (lines.get(at).startsWith("    ")
                    && at > 0
                    && lines.get(at - 1).isBlank()) {
                int end = begin;
                while (end < lines.size() && lines.get(end).startsWith("    ")) {
                    end++;
                }
                blocks.add(block(page, at + 1, "", lines.subList(at, end)));
                at = end - 1;
            }
        }
        return blocks;
    }

    private static Block block(String page, int line, String language, List<String> indented) {
        int indentation = indented.stream()
                .filter(each -> !each.isBlank())
                .mapToInt(each -> each.length() - each.stripLeading().length())
                .min()
                .orElse(0);
        return new Block(
                page,
                line,
                language,
                indented.stream()
                        .map(each -> each.substring(Math.min(indentation, each.length())))
                        .toList());
    }

    /** What stands between backticks on a line, outside of blocks. */
    static List<Line> inlineCode(String page) {
        List<Line> found = new ArrayList<>();
        List<String> lines = read(page).lines().toList();
        boolean inside = false;
        for (int at = 0; at < lines.size(); at++) {
            if (FENCE.matcher(lines.get(at)).matches()) {
                inside = !inside;
            } else if (!inside) {
                String place = page + ":" + (at + 1);
                INLINE.matcher(lines.get(at)).results().forEach(each -> found.add(new Line(place, each.group(1))));
            }
        }
        return found;
    }

    /** Lines of blocks and of inline code that begin so, without what explains them; after a prompt too. */
    static List<Line> commands(String beginning) {
        List<Line> found = new ArrayList<>();
        for (Block block : blocks()) {
            for (int at = 0; at < block.lines().size(); at++) {
                String line = block.lines().get(at).replaceFirst("^\\$ ", "");
                found.add(new Line(block.page() + ":" + (block.line() + at), line));
            }
        }
        pages().forEach(page -> found.addAll(inlineCode(page)));
        return found.stream()
                .filter(each -> each.text().startsWith(beginning))
                .map(each -> new Line(
                        each.place(), TRAILING_COMMENT.matcher(each.text()).replaceFirst("")))
                .toList();
    }
}
