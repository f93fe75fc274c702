package io.resil.benchmarks.calls;

import io.resil.agent.call.Environment;
import io.resil.agent.call.Funnel;
import io.resil.agent.call.Routes;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Waiting;
import java.util.concurrent.atomic.LongAdder;

/** What counting the calls of strangers needs of an agent: its routes. */
record Surroundings(Routes routes) implements Environment {

    @Override
    public Ticker ticker() {
        return Ticker.SYSTEM;
    }

    @Override
    public Waiting waiting() {
        throw new UnsupportedOperationException("nothing waits");
    }

    @Override
    public void fault(String place, Throwable fault) {
        throw new IllegalStateException(place, fault);
    }

    @Override
    public LongAdder callsSeen(Class<?> woven) {
        throw new UnsupportedOperationException("nothing is woven");
    }

    @Override
    public Funnel funnel(String client) {
        throw new UnsupportedOperationException("there is one already");
    }
}
