package io.resil.agent.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.jspecify.annotations.Nullable;

/** The plain reader against the library: what the one reads at all, the other reads alike. */
class PlainYamlReaderTest {

    private static final Placeholders PLACEHOLDERS = new Placeholders(new Variables(Map.of("SET", "x: [y]"), Map.of()));

    @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void readsWhatTheLibraryReads(@ForAll("texts") String text) {
        Mapping plain = plain(text);
        // else the comparison would prove nothing
        Statistics.collect(plain != null);
        Statistics.coverage(texts -> texts.check(true).percentage(share -> share > 5));
        if (plain != null) {
            assertEquals(full(text), dump(plain));
        }
    }

    @Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
    void readsScribblesOnlyAsTheLibraryDoes(@ForAll("scribbles") String scribble) {
        for (String text :
                new String[] {"a: " + scribble, "a: [" + scribble + "]", "a: {b: " + scribble + "}", scribble}) {
            Mapping plain = plain(text);
            if (plain != null) {
                assertEquals(full(text), dump(plain), text);
            }
        }
    }

    @Example
    void readsTheUsualConfigurationWithoutTheLibrary() {
        String usual =
                """
                # our services
                mode: enforce
                log: { target: app, level: info }

                defaults:
                  retry:
                    statuses: [429, 502, "503"]   # and no more
                    methods:
                    - GET
                    - HEAD
                  breaker: none
                services:
                  chroma:
                    name: Chroma Server
                    url: ${CHROMA_SERVER_URL:-http://chroma:6003}
                    token: { header: X-INTERNAL-TOKEN, value: "${INTERNAL_TOKEN:-}" }
                    fallback: { status: 200, headers: { Content-Type: application/json }, body: '{"results":[]}' }
                  billing:
                    urls:
                      - "*.billing.internal"
                      - http://billing/v1
                """;
        assertNotNull(plain(usual));
        assertEquals(full(usual), dump(plain(usual)));
        assertEquals(full(usual), dump(plain(usual.replace("\n", "\r\n"))));
    }

    @Example
    void givesUpOnWhatItCannotJudge() {
        for (String text : new String[] {
            "",
            "# nothing",
            "a",
            "- a",
            "--- \na: b",
            "a: b\n...",
            "a: &x b",
            "a: *x",
            "a: !x b",
            "a: |\n  b",
            "a: b\n  c",
            "a: b: c",
            "a: [b\n]",
            "a: [b",
            "a: {b: c,}",
            "a: \"\\n\"",
            "a: 'it''s'",
            "a: 'b\n  c'",
            "a: 1\na: 2",
            "\"a\": b",
            "? a",
            "a:\n - b: c",
            "a: b\n c: d",
            "  a: b\nc: d",
            "a:\tb",
            "a: ${UNSET}",
            "a: b\u0007",
            "a: " + "[".repeat(50) + "]".repeat(50)
        }) {
            assertNull(plain(text), text);
        }
    }

    @Example
    void readsManyCommentsAndBlankLines() {
        assertNotNull(plain("# c\n\n".repeat(50_000) + "a: b"));
    }

    private static @Nullable Mapping plain(String text) {
        return new PlainYamlReader("f", PLACEHOLDERS, text).read();
    }

    private static String full(String text) {
        Problems problems = new Problems();
        Mapping mapping = new YamlReader("f", PLACEHOLDERS, problems).read(text);
        assertFalse(problems.hasErrors(), () -> problems.errors() + "\n" + text);
        return dump(mapping);
    }

    /** Everything a value knows. */
    private static String dump(@Nullable Value value) {
        assertNotNull(value);
        StringBuilder text = new StringBuilder(value.place.path + ":" + value.place.line + " ");
        if (value instanceof Scalar scalar) {
            text.append('"').append(scalar.text).append('"').append(scalar.shown());
        } else if (value instanceof Sequence sequence) {
            text.append('[');
            sequence.items.forEach(item -> text.append(dump(item)).append('\n'));
            text.append(']');
        } else if (value instanceof Mapping mapping) {
            text.append('{');
            mapping.keys().forEach(key -> text.append(dump(mapping.get(key))).append('\n'));
            text.append('}');
        }
        return text.toString();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> value = Arbitraries.frequencyOf(
                Tuple.of(6, scalars()),
                Tuple.of(2, scalars().list().ofMaxSize(3).map(items -> "[" + String.join(", ", items) + "]")),
                Tuple.of(2, pairs().list().ofMaxSize(3).map(pairs -> "{ " + String.join(", ", pairs) + " }")),
                Tuple.of(4, Arbitraries.just("")));
        Arbitrary<String> content = Combinators.combine(
                        Arbitraries.frequency(Tuple.of(9, "k%d:"), Tuple.of(2, "-"), Tuple.of(1, "k:")),
                        value,
                        Arbitraries.of("", "", " ", " # c", "  #c"))
                .as((key, text, end) -> key + (text.isEmpty() ? "" : " " + text) + end);
        Arbitrary<String> line = Combinators.combine(
                        Arbitraries.of(0, 0, 0, 2, 2, 4),
                        Arbitraries.frequencyOf(
                                Tuple.of(12, content), Tuple.of(1, Arbitraries.of("", "# comment", "---", "text"))))
                .as((indent, text) -> " ".repeat(indent) + text);
        return line.list().ofMinSize(1).ofMaxSize(7).map(lines -> {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                text.append(lines.get(i).replace("%d", String.valueOf(i))).append('\n');
            }
            return text.toString();
        });
    }

    private static Arbitrary<String> pairs() {
        return Combinators.combine(Arbitraries.of("x", "y", "z"), scalars()).as((key, value) -> key + ": " + value);
    }

    private static Arbitrary<String> scalars() {
        Arbitrary<String> plain = Arbitraries.of(
                "a", "15s", "0.2", "none", "null", "~", "http://a:80/v1", "a b", "a#b", "'q'", "\"q r\"", "a\u00e9");
        Arbitrary<String> doubtful = Arbitraries.of(
                "-1",
                "a: b",
                "a:b",
                "'it''s'",
                "\"\\t\"",
                "${SET}",
                "${NO:-d}",
                "$${x",
                "[]",
                "{}",
                "[a, [b]]",
                "*x",
                "\u00e9",
                "a,b");
        return Arbitraries.frequencyOf(Tuple.of(9, plain), Tuple.of(1, doubtful));
    }

    @Provide
    Arbitrary<String> scribbles() {
        return Arbitraries.strings()
                .withChars("ab1:-#,.[]{}'\"\\ \n$/~?&*!|>%@`\t=<")
                .ofMaxLength(7);
    }
}
