package io.resil.agent.web;

import io.resil.agent.stats.JsonWriter;
import io.resil.agent.stats.ServiceSnapshot;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last hour of each service, a sample every {@value #STEP_SECONDS} seconds: 6 kB a service, and a service that is no
 * more configured takes its own with it. Thread-safe.
 */
final class History {

    static final int STEP_SECONDS = 10;
    /** An hour of them. */
    static final int SAMPLES = 3600 / STEP_SECONDS;

    private final Map<String, ServiceHistory> services = new LinkedHashMap<>();
    private long lastMillis;

    /** @param millis the time of the snapshots, since 1970-01-01T00:00Z */
    synchronized void sample(List<ServiceSnapshot> snapshots, long millis) {
        Set<String> present = new HashSet<>();
        for (ServiceSnapshot service : snapshots) {
            present.add(service.service);
            ServiceHistory history = services.get(service.service);
            if (history == null) {
                history = new ServiceHistory();
                services.put(service.service, history);
            }
            history.add(service);
        }
        services.keySet().retainAll(present);
        lastMillis = millis;
    }

    /** @param wanted ids; empty for all */
    synchronized JsonWriter json(Collection<String> wanted) {
        JsonWriter json = new JsonWriter().beginObject();
        json.key("stepSeconds").value(STEP_SECONDS);
        json.key("lastMillis").value(lastMillis);
        json.key("services").beginObject();
        for (Map.Entry<String, ServiceHistory> each : services.entrySet()) {
            if (wanted.isEmpty() || wanted.contains(each.getKey())) {
                each.getValue().write(json.key(each.getKey()));
            }
        }
        return json.endObject().endObject();
    }
}
