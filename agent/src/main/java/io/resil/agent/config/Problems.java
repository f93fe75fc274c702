package io.resil.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is wrong with a configuration while it is read, so that all of it is reported at once; and which files it
 * was read from, so that somebody can tell when one of them changes.
 */
final class Problems {

    // a broken value in "defaults" is met again in every service
    private final Set<Problem> errors;
    private final Set<Problem> warnings = new LinkedHashSet<>();
    private final Files files;

    Problems() {
        this(new Files());
    }

    Problems(Files files) {
        this(new LinkedHashSet<Problem>(), files);
    }

    private Problems(Set<Problem> errors, Files files) {
        this.errors = errors;
        this.files = files;
    }

    Files files() {
        return files;
    }

    /** Collects errors here, and forgets warnings. */
    Problems errorsOnly() {
        return new Problems(errors, files);
    }

    /** About a value, which is shown. */
    void error(Scalar value, String rule) {
        errors.add(new Problem(value.place, value.shown(), rule));
    }

    /** About a key or the file as a whole. */
    void error(Place place, String rule) {
        errors.add(new Problem(place, null, rule));
    }

    void warning(Scalar value, String rule) {
        warnings.add(new Problem(value.place, value.shown(), rule));
    }

    void warning(Place place, String rule) {
        warnings.add(new Problem(place, null, rule));
    }

    boolean hasErrors() {
        return !errors.isEmpty();
    }

    int errorCount() {
        return errors.size();
    }

    /** In the order of the file, overrides last. */
    List<Problem> errors() {
        return sorted(errors);
    }

    List<Problem> warnings() {
        return sorted(warnings);
    }

    private static List<Problem> sorted(Set<Problem> problems) {
        List<Problem> sorted = new ArrayList<>(problems);
        Collections.sort(sorted, new ByLine());
        return Collections.unmodifiableList(sorted);
    }

    private static final class ByLine implements Comparator<Problem> {
        @Override
        public int compare(Problem a, Problem b) {
            return Integer.compare(rank(a), rank(b));
        }

        private static int rank(Problem problem) {
            return problem.line() > 0 ? problem.line() : Integer.MAX_VALUE;
        }
    }
}
