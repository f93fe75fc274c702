package io.resil.benchmarks.guard;

import io.resil.benchmarks.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All ratios of a run beside those that were kept. */
public final class Comparison {

    private static final int DIGITS = 4;

    private final List<Finding> findings;

    public Comparison(Map<String, Ratio> kept, Map<String, Ratio> now) {
        Set<String> names = new LinkedHashSet<>(kept.keySet());
        names.addAll(now.keySet());
        findings = names.stream()
                .map(name -> new Finding(name, kept.get(name), now.get(name)))
                .toList();
    }

    /** What is missing does not count against it: whoever asks for a part of a benchmark gets a part of its ratios. */
    public boolean holds() {
        return names(Standing.REGRESSED).isEmpty();
    }

    public List<String> names(Standing standing) {
        return findings.stream()
                .filter(finding -> finding.standing() == standing)
                .map(Finding::name)
                .toList();
    }

    /** As a table, for the reader of a terminal. */
    @Override
    public String toString() {
        Table table = new Table("ratio", "kept", "now", "");
        findings.forEach(finding -> table.row(List.of(
                finding.name(),
                text(finding.kept()),
                text(finding.now()),
                finding.standing().name().toLowerCase(Locale.ROOT))));
        return table.toString();
    }

    private static String text(@Nullable Ratio ratio) {
        return ratio == null ? "-" : ratio.measured().spread(DIGITS);
    }
}
