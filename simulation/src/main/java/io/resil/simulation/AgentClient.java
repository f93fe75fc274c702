package io.resil.simulation;

import io.resil.agent.config.ConfigurationLoader;
import io.resil.agent.config.InvalidConfigurationException;
import io.resil.agent.config.Variables;
import io.resil.agent.route.RouteTable;
import io.resil.agent.route.Service;
import java.util.Map;

/** A client under the agent: its real configuration, policies and their order, in virtual time. */
final class AgentClient implements Client {

    private final EventQueue events;
    private final Server server;
    private final Service service;
    private final VirtualParts parts;

    /** @param settings of the service, as they are written in a {@code resil.yaml}, one key a line */
    AgentClient(EventQueue events, Server server, String settings, Chance chance) {
        this.events = events;
        this.server = server;
        this.parts = new VirtualParts(events, chance);
        this.service = service(settings, parts);
    }

    private static Service service(String settings, VirtualParts parts) {
        String yaml = "services:\n  simulated:\n    url: http://simulated\n" + settings.indent(4);
        ConfigurationLoader loader = new ConfigurationLoader(new Variables(Map.of(), Map.of()));
        try {
            return new RouteTable(loader.parse("resil.yaml", yaml).services, parts)
                    .services()
                    .get(0);
        } catch (InvalidConfigurationException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void call(Work work, CallEnd end) {
        service.chain().run(new AgentCall(service, events, server, work, end));
    }

    @Override
    public double retriesBeyondBudget() {
        return parts.retries().mostBeyondBudget();
    }
}
