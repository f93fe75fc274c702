package io.resil.agent.web;

import io.resil.agent.stats.AgentSnapshot;
import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.OriginSnapshot;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.stats.ServiceStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A view of services that are in whatever state they are told to be in. */
final class Told implements StatusView {

    final List<ServiceSnapshot> services = new ArrayList<>();
    final List<String> unmatched = new ArrayList<>();

    static ServiceSnapshot service(String id, String mode, String state, double secondsUntilProbe) {
        return service(id, mode, state, secondsUntilProbe, new ServiceStats(() -> 1_000), List.of());
    }

    static ServiceSnapshot service(
            String id,
            String mode,
            String state,
            double secondsUntilProbe,
            ServiceStats stats,
            List<OriginSnapshot> origins) {
        BreakerSnapshot breaker = new BreakerSnapshot(state, 2_500, secondsUntilProbe, "threshold reached: 5/5", 5, 2);
        return new ServiceSnapshot(id, "The " + id, mode, breaker, stats.counts(), origins);
    }

    Told with(ServiceSnapshot service) {
        services.add(service);
        return this;
    }

    @Override
    public AgentSnapshot snapshot() {
        return new AgentSnapshot(
                "1.2.3", "ACTIVE", "resil.yaml", "", List.of("a problem"), List.of("woven"), 7, services);
    }

    @Override
    public List<String> unmatchedHosts() {
        return unmatched;
    }

    @Override
    public Map<String, String> settingsOf(String service) {
        return Map.of("timeout", "10s");
    }
}
