package io.resil.agent.config;

import java.util.Collections;
import java.util.List;

/** A configuration was refused. Nothing of it applies. */
public final class InvalidConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    private final transient List<Problem> warnings;

    InvalidConfigurationException(List<Problem> problems) {
        this(problems, Collections.<Problem>emptyList());
    }

    InvalidConfigurationException(List<Problem> problems, List<Problem> warnings) {
        super(report(problems));
        this.problems = problems;
        this.warnings = warnings;
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
