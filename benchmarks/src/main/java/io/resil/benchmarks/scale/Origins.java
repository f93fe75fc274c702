package io.resil.benchmarks.scale;

import io.resil.agent.call.HttpCall;
import io.resil.benchmarks.calls.Example;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Calls to each of so many origins in turns, of one service that has a breaker for each, at most 1,000 at a time. */
@State(Scope.Benchmark)
public class Origins {

    private static final String FLEET = "services:\n  fleet:\n    url: http://*.fleet.example:8080\n";

    @Param({"1", "100", "1000", "10000"})
    int size;

    private Turns turns;

    @Setup
    public void prepare() {
        turns = new Turns(Example.routes(FLEET), size, i -> "node-" + i + ".fleet.example");
    }

    @Benchmark
    public HttpCall call() {
        return turns.call();
    }
}
