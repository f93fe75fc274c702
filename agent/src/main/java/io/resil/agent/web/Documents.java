package io.resil.agent.web;

import io.resil.agent.stats.AgentSnapshot;
import io.resil.agent.stats.JsonWriter;
import io.resil.agent.stats.ServiceSnapshot;
import io.resil.agent.stats.StatusJson;
import java.util.Collection;
import java.util.Map;

/** The JSON of the status page. Pure. */
final class Documents {

    private Documents() {}

    /**
     * One object for each service by its id: state, counters and, in {@code config}, every effective setting.
     *
     * @param wanted ids; empty for all
     */
    static JsonWriter services(StatusView view, Collection<String> wanted) {
        JsonWriter json = new JsonWriter().beginObject();
        for (ServiceSnapshot service : view.snapshot().services) {
            if (wanted.isEmpty() || wanted.contains(service.service)) {
                json.key(service.service).beginObject();
                StatusJson.writeService(json, service);
                json.key("config").beginObject();
                for (Map.Entry<String, String> setting :
                        view.settingsOf(service.service).entrySet()) {
                    json.key(setting.getKey()).value(setting.getValue());
                }
                json.endObject().endObject();
            }
        }
        return json.endObject();
    }

    /** What the page asks for again and again: the agent, and every service without its settings. */
    static JsonWriter overview(StatusView view, long nowMillis) {
        AgentSnapshot agent = view.snapshot();
        JsonWriter json = new JsonWriter().beginObject();
        json.key("timeMillis").value(nowMillis);
        json.key("agent").beginObject();
        json.key("version").value(agent.version);
        json.key("status").value(agent.status);
        json.key("configurationFile").value(agent.configurationFile);
        json.key("configurationProblems").values(agent.configurationProblems);
        json.key("agentFaults").value(agent.agentFaults);
        json.key("unmatchedHosts").value(view.unmatchedHosts().size());
        json.endObject();
        json.key("services").beginObject();
        for (ServiceSnapshot service : agent.services) {
            json.key(service.service).beginObject();
            StatusJson.writeService(json, service);
            json.endObject();
        }
        return json.endObject().endObject();
    }
}
