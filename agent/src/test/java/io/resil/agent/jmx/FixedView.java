package io.resil.agent.jmx;

import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.stats.ServiceStats;
import java.util.ArrayList;
import java.util.List;

/** A breaker that is what it is, and notes what it is told to do. */
final class FixedView implements BreakerView {

    final List<String> commands = new ArrayList<>();
    final ServiceStats stats = new ServiceStats(() -> 1_000);

    private final String service;

    FixedView(String service) {
        this.service = service;
    }

    @Override
    public ServiceSnapshot snapshot() {
        BreakerSnapshot breaker = new BreakerSnapshot("OPEN", 2_000, 41.5, "threshold reached: 5/5", 5, 0);
        return new ServiceSnapshot(service, "Chroma Server", "enforce", breaker, stats.counts());
    }

    @Override
    public void forceOpen() {
        commands.add("forceOpen");
    }

    @Override
    public void forceClosed() {
        commands.add("forceClosed");
    }

    @Override
    public void disable() {
        commands.add("disable");
    }

    @Override
    public void enable() {
        commands.add("enable");
    }

    @Override
    public void resetStatistics() {
        commands.add("resetStatistics");
    }

    @Override
    public void setMode(String mode) {
        if (!mode.equals("off")) {
            throw new IllegalArgumentException("mode = " + mode + ": must be enforce, observe or off");
        }
        commands.add("setMode off");
    }
}
