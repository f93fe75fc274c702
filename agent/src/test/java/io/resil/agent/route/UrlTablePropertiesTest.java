package io.resil.agent.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** The table against a matcher that looks at one pattern after the other, written from the rules alone. */
class UrlTablePropertiesTest {

    /** A pattern in its parts; port 0 for none, scheme and path empty for none. */
    record Written(String scheme, boolean wildcard, List<String> labels, int port, List<String> path) {

        String text() {
            return (scheme.isEmpty() ? "" : scheme + "://")
                    + (wildcard ? "*." : "")
                    + String.join(".", labels)
                    + (port == 0 ? "" : ":" + port)
                    + (path.isEmpty() ? "" : "/" + String.join("/", path));
        }

        int onlyPort() {
            return port != 0 || scheme.isEmpty() ? port : ownPort(scheme);
        }

        Written canonical() {
            return new Written(scheme, wildcard, labels, onlyPort(), path);
        }

        boolean covers(Url url) {
            int labelsInFront = url.labels.size() - labels.size();
            return (scheme.isEmpty() || scheme.equals(url.scheme))
                    && (onlyPort() == 0 || onlyPort() == url.realPort())
                    && (wildcard ? labelsInFront > 0 : labelsInFront == 0)
                    && url.labels.subList(labelsInFront, url.labels.size()).equals(labels)
                    && url.path.size() >= path.size()
                    && url.path.subList(0, path.size()).equals(path)
                    && (path.isEmpty() || !url.path.contains(".."));
        }

        static final Comparator<Written> SPECIFICITY = Comparator.comparing((Written w) -> !w.wildcard)
                .thenComparing(w -> w.labels.size())
                .thenComparing(w -> w.path.size())
                .thenComparing(w -> !w.scheme.isEmpty())
                .thenComparing(w -> w.onlyPort() != 0);
    }

    record Url(String scheme, List<String> labels, int port, List<String> path, String query, boolean upperCase) {

        String host() {
            String host = String.join(".", labels);
            return upperCase ? host.toUpperCase(Locale.ROOT) + "." : host;
        }

        int realPort() {
            return port < 0 ? ownPort(scheme) : port;
        }
    }

    private static int ownPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void findsWhatTheNaiveMatcherFinds(@ForAll("patterns") List<Written> patterns, @ForAll("urls") List<Url> urls) {
        Map<Written, String> distinct = new LinkedHashMap<>();
        UrlTable.Builder<String> builder = new UrlTable.Builder<>();
        for (Written pattern : patterns) {
            String before = distinct.putIfAbsent(pattern.canonical(), pattern.text());
            assertEquals(before, builder.add(UrlPattern.parse(pattern.text()), pattern.text()), pattern::text);
        }
        UrlTable<String> table = builder.build();
        for (Url url : urls) {
            String path =
                    url.path.isEmpty() && url.query.isEmpty() ? null : "/" + String.join("/", url.path) + url.query;
            assertEquals(
                    naive(distinct, url),
                    table.match(url.scheme, url.host(), url.port, path),
                    () -> patterns + " " + url);
        }
    }

    private static @Nullable String naive(Map<Written, String> patterns, Url url) {
        List<Written> covering = new ArrayList<>();
        for (Written pattern : patterns.keySet()) {
            if (pattern.covers(url)) {
                covering.add(pattern);
            }
        }
        return covering.stream().max(Written.SPECIFICITY).map(patterns::get).orElse(null);
    }

    @Provide
    Arbitrary<List<Written>> patterns() {
        return Combinators.combine(
                        Arbitraries.of("", "http", "https"),
                        Arbitraries.of(true, false),
                        labels(),
                        Arbitraries.of(0, 0, 80, 443, 8080),
                        segments(Arbitraries.of("a", "b", "ab")))
                .as(Written::new)
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Url>> urls() {
        return Combinators.combine(
                        Arbitraries.of("http", "https"),
                        labels(),
                        Arbitraries.of(-1, -1, 80, 443, 8080),
                        segments(Arbitraries.of("a", "b", "ab", "..")),
                        Arbitraries.of("", "?q=/a", "#a"),
                        Arbitraries.of(true, false))
                .as(Url::new)
                .list()
                .ofSize(20);
    }

    private static Arbitrary<List<String>> labels() {
        return Arbitraries.of("a", "b", "ab").list().ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<List<String>> segments(Arbitrary<String> segment) {
        return segment.list().ofMaxSize(3);
    }
}
