package io.resil.agent.web;

import io.resil.agent.stats.AgentSnapshot;
import io.resil.agent.stats.BreakerSnapshot;
import io.resil.agent.stats.JsonWriter;
import io.resil.agent.stats.ServiceSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the application has what it cannot do without.
 *
 * <p>A breaker that only waits for a call to probe the service does not count as open. Whoever takes the application out
 * of rotation while it is down takes its calls away, and without a call there is no probe: it would stay out for ever.
 */
final class Health {

    private Health() {}

    static Reply of(AgentSnapshot agent, List<String> critical) {
        List<String> open = new ArrayList<>();
        for (ServiceSnapshot service : agent.services) {
            if (critical.contains(service.service) && rejects(service)) {
                open.add(service.service);
            }
        }
        JsonWriter json = new JsonWriter().beginObject();
        json.key("status").value(open.isEmpty() ? "UP" : "DOWN");
        json.key("open").values(open);
        json.key("critical").values(critical);
        return Reply.json(open.isEmpty() ? 200 : 503, json.endObject());
    }

    /** The shadow of a service that is only observed rejects nothing, nor does what is left of one that is off. */
    private static boolean rejects(ServiceSnapshot service) {
        BreakerSnapshot breaker = service.breaker;
        boolean isOpen =
                breaker.state.equals("FORCED_OPEN") || (breaker.state.equals("OPEN") && breaker.secondsUntilProbe > 0);
        return isOpen && service.mode.equals("enforce");
    }
}
