package io.resil.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A matrix as a page of the documentation. */
final class Page {

    private final Matrix matrix;
    private final Map<String, Integer> notes = new LinkedHashMap<>();

    private Page(Matrix matrix) {
        this.matrix = matrix;
    }

    static String of(Matrix matrix) {
        return new Page(matrix).text();
    }

    private String text() {
        List<String> rows = new ArrayList<>();
        rows.add(
                row("what is right", matrix.subjects.stream().map(Subject::name).toList()));
        rows.add(row("---", matrix.subjects.stream().map(subject -> "---").toList()));
        for (Scenario scenario : matrix.scenarios) {
            rows.add(row(
                    scenario.rule(),
                    matrix.subjects.stream()
                            .map(subject -> cell(scenario, subject))
                            .toList()));
        }
        StringBuilder text = new StringBuilder(
                """
                # Conformance

                What a circuit breaker and retries have to do when calls end late, never or twice, and when clocks and threads
                misbehave: the same scenarios, played by the agent's own policies and by four libraries through their public
                API, each set up by the best of its documented means. The scenarios are what the agent promises; a library that
                promises something else may differ for good reason. *n/a*: it has no notion of what the scenario is about.

                """);
        rows.forEach(row -> text.append(row).append('\n'));
        text.append('\n');
        notes.forEach(
                (note, number) -> text.append(number).append(". ").append(note).append('\n'));
        text.append(
                """

                Made by `mvn -pl conformance -am verify -Dconformance.update`; without the property, the build fails when this
                page is not what it would make.
                """);
        return text.toString();
    }

    private static String row(String first, List<String> cells) {
        return "| " + first + " | " + String.join(" | ", cells) + " |";
    }

    private String cell(Scenario scenario, Subject subject) {
        Outcome outcome = matrix.outcome(scenario, subject);
        String remark = remark(scenario, subject, outcome);
        List<String> parts = new ArrayList<>();
        if (!outcome.why().isEmpty()) {
            parts.add(outcome.why());
        }
        if (!remark.isEmpty()) {
            parts.add(remark);
        }
        if (parts.isEmpty()) {
            return outcome.kind().text;
        }
        String note = sentence(String.join("; ", parts));
        int number = notes.computeIfAbsent(note, unknown -> notes.size() + 1);
        return outcome.kind().text + " <sup>" + number + "</sup>";
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }

    private static String remark(Scenario scenario, Subject subject, Outcome outcome) {
        return outcome.kind() == Outcome.Kind.NOT_APPLICABLE
                ? ""
                : subject.remarks().getOrDefault(scenario.id(), "");
    }
}
