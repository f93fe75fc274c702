package io.resil.benchmarks.scale;

import io.resil.agent.call.HttpCall;
import io.resil.benchmarks.calls.Example;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Calls to each of so many services in turns, every second one of which is a wildcard. */
@State(Scope.Benchmark)
public class Services {

    @Param({"1", "100", "1000"})
    int size;

    private Turns turns;

    @Setup
    public void prepare() {
        turns = new Turns(
                Example.routes(Example.many(size)), size, i -> (i % 2 == 0 ? "" : "eu.") + "host-" + i + ".example");
    }

    @Benchmark
    public HttpCall call() {
        return turns.call();
    }
}
