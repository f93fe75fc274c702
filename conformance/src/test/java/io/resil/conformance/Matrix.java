package io.resil.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What came of each scenario with each subject. */
final class Matrix {

    final List<Scenario> scenarios;
    final List<Subject> subjects;
    private final Map<Cell, Outcome> outcomes = new LinkedHashMap<>();

    private record Cell(String scenario, String subject) {}

    private Matrix(List<Scenario> scenarios, List<Subject> subjects) {
        this.scenarios = scenarios;
        this.subjects = subjects;
    }

    static List<Scenario> allScenarios() {
        List<Scenario> all = new ArrayList<>(BreakerScenarios.all());
        all.addAll(RetryScenarios.all());
        return all;
    }

    /** All at once: most of the time of those in real time is waiting. */
    static Matrix play(List<Subject> subjects) throws InterruptedException, ExecutionException {
        Matrix matrix = new Matrix(allScenarios(), subjects);
        Map<Cell, Future<Outcome>> running = new LinkedHashMap<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (Scenario scenario : matrix.scenarios) {
                for (Subject subject : subjects) {
                    running.put(
                            new Cell(scenario.id(), subject.name()), threads.submit(() -> scenario.playedBy(subject)));
                }
            }
            for (Map.Entry<Cell, Future<Outcome>> one : running.entrySet()) {
                matrix.outcomes.put(one.getKey(), one.getValue().get());
            }
        } finally {
            threads.shutdownNow();
        }
        return matrix;
    }

    Outcome outcome(Scenario scenario, Subject subject) {
        Outcome outcome = outcomes.get(new Cell(scenario.id(), subject.name()));
        if (outcome == null) {
            throw new IllegalArgumentException(scenario.id() + " was not played by " + subject.name());
        }
        return outcome;
    }
}
