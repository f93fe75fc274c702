package io.resil.agent.config;

import java.util.List;

/** A configuration was refused. Nothing of it applies. */
public final class InvalidConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    private final transient List<Problem> warnings;

    /** Those that it was read from, as far as reading came. */
    final transient Files files;

    InvalidConfigurationException(Problems problems) {
        super(report(problems.errors()));
        this.problems = problems.errors();
        this.warnings = problems.warnings();
        this.files = problems.files();
    }

    /** All there are, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    /** What is allowed and probably not meant, as far as the file could be read. */
    public List<Problem> warnings() {
        return warnings;
    }

    private static String report(List<Problem> problems) {
        StringBuilder report = new StringBuilder();
        for (Problem problem : problems) {
            report.append(report.length() == 0 ? "" : System.lineSeparator()).append(problem);
        }
        return report.toString();
    }
}
