package io.resil.simulation;

import java.util.ArrayList;
import java.util.List;

/** Runs a scenario with one kind of client. The same seed gives every kind the same users, and the same run again. */
final class Simulation {

    private static final long SECOND = 1_000_000_000L;

    /** What is under way when the last user has come, ends before; longer than any deadline. */
    private static final int AFTERMATH = 60;

    private final EventQueue events = new EventQueue();
    private final Scenario scenario;
    private final Timeline timeline;
    private final Server server;
    private final Arrivals arrivals;
    private final List<Client> clients = new ArrayList<>();

    private Simulation(Scenario scenario, ClientKind kind, long seed) {
        Chance chance = new Chance(seed);
        this.scenario = scenario;
        this.timeline = new Timeline(scenario.seconds());
        this.server = new Server(events, scenario.server(), chance.split(), timeline);
        this.arrivals = new Arrivals(
                events,
                chance.split(),
                scenario.callsPerSecond(),
                scenario.cachedShare(),
                clients,
                timeline,
                scenario.seconds() * SECOND);
        for (int i = 0; i < scenario.clients(); i++) {
            clients.add(kind.create(events, server, scenario.timeoutNanos(), chance.split()));
        }
    }

    static Run run(Scenario scenario, ClientKind kind, long seed) {
        return new Simulation(scenario, kind, seed).run();
    }

    private Run run() {
        arrivals.begin();
        for (int begin = Scenario.BEFORE; begin < scenario.seconds(); begin += scenario.period()) {
            Trigger trigger = scenario.trigger();
            events.schedule(begin * SECOND, () -> trigger.begin(server, arrivals));
            events.schedule((begin + trigger.seconds()) * SECOND, () -> trigger.end(server, arrivals));
        }
        events.runUntil((scenario.seconds() + AFTERMATH) * SECOND);
        return new Run(scenario, timeline, clients);
    }
}
