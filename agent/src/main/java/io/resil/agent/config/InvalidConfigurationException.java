package io.resil.agent.config;

import java.util.List;

/** A configuration was refused. Nothing of it applies. */
public final class InvalidConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidConfigurationException(List<Problem> problems) {
        super(report(problems));
        this.problems = problems;
    }

    /** All there are, in the order of the file. */
    public List<Problem> problems() {
        return problems;
    }

    private static String report(List<Problem> problems) {
        StringBuilder report = new StringBuilder();
        for (Problem problem : problems) {
            report.append(report.length() == 0 ? "" : System.lineSeparator()).append(problem);
        }
        return report.toString();
    }
}
