package io.resil.benchmarks.scale;

import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Origin;
import io.resil.agent.call.Routes;
import io.resil.agent.call.Target;
import io.resil.benchmarks.calls.Example;
import io.resil.benchmarks.calls.NoCall;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Calls to each of so many services in turns, every second one of which is a wildcard: found, and run to their end. */
@State(Scope.Benchmark)
public class Services {

    @Param({"1", "100", "1000"})
    int size;

    private Routes routes = Example.routes(Example.many(1));
    private String[] hosts = {};
    private int next;

    @Setup
    public void prepare() {
        routes = Example.routes(Example.many(size));
        hosts = new String[size];
        for (int i = 0; i < size; i++) {
            hosts[i] = (i % 2 == 0 ? "" : "eu.") + "host-" + i + ".example";
        }
    }

    @Benchmark
    public HttpCall call() {
        String host = hosts[next];
        next = next + 1 == size ? 0 : next + 1;
        Target target = Objects.requireNonNull(routes.match("http", host, 8080, "/v1/things"));
        HttpCall call = new NoCall(target, Origin.of("http", host, 8080));
        target.chain().run(call);
        return call;
    }
}
