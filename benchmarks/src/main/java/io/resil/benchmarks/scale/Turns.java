package io.resil.benchmarks.scale;

import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Origin;
import io.resil.agent.call.Routes;
import io.resil.agent.call.Target;
import io.resil.benchmarks.calls.NoCall;
import java.util.Objects;
import java.util.function.IntFunction;

/** Calls to so many hosts in turns: each found among all services, and run to its end. For one thread. */
final class Turns {

    private final Routes routes;
    private final String[] hosts;
    private int next;

    /** @param host the name of each, by its number */
    Turns(Routes routes, int size, IntFunction<String> host) {
        this.routes = routes;
        this.hosts = new String[size];
        for (int i = 0; i < size; i++) {
            hosts[i] = host.apply(i);
        }
    }

    HttpCall call() {
        String host = hosts[next];
        next = next + 1 == hosts.length ? 0 : next + 1;
        Target target = Objects.requireNonNull(routes.match("http", host, 8080, "/v1/things"));
        HttpCall call = new NoCall(target, Origin.of("http", host, 8080));
        target.chain().run(call);
        return call;
    }
}
