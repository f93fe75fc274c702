package io.resil.benchmarks.start;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What one program took with each agent, in turns: the n-th of one agent belongs to the n-th of any other. */
final class Runs {

    private final Map<String, List<Run>> byAgent = new LinkedHashMap<>();

    void add(String agent, Run measured) {
        byAgent.computeIfAbsent(agent, any -> new ArrayList<>()).add(measured);
    }

    List<Double> of(String agent, ToDoubleFunction<Run> what) {
        return byAgent.getOrDefault(agent, List.of()).stream()
                .map(what::applyAsDouble)
                .toList();
    }

    /** Round by round; none where one of them was not started. */
    List<Double> paired(String agent, String other, ToDoubleFunction<Run> what, DoubleBinaryOperator operator) {
        return paired(of(agent, what), of(other, what), operator);
    }

    /** More than the empty agent. */
    List<Double> added(String agent, ToDoubleFunction<Run> what) {
        return paired(agent, Agents.EMPTY, what, (mine, empty) -> mine - empty);
    }

    static List<Double> paired(List<Double> some, List<Double> others, DoubleBinaryOperator operator) {
        return IntStream.range(0, Math.min(some.size(), others.size()))
                .mapToObj(i -> operator.applyAsDouble(some.get(i), others.get(i)))
                .toList();
    }
}
