package io.resil.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of {@code docs/simulation.md}. */
final class Report {

    private static final int SEEDS = 5;

    /** For tables of many scenarios. */
    private static final int FEW_SEEDS = 3;

    private static final int MINUTE = 60;

    private static final int FIVE_MINUTES = 300;

    private static final List<ClientKind> ABLATIONS = List.of(
            ClientKind.NO_RETRIES,
            ClientKind.NAIVE,
            ClientKind.NAIVE_WAITING,
            ClientKind.AGENT,
            ClientKind.AGENT_PROBING_SOON,
            ClientKind.NAIVE_OVER_AGENT,
            ClientKind.agent("agent, breaker only", "retry: none"),
            ClientKind.AGENT_NO_BREAKER,
            ClientKind.AGENT_TIMEOUTS,
            ClientKind.agent(
                    "agent, timeouts: true, no budget", "retry: { timeouts: true, budget: none, max-waiting: none }"),
            ClientKind.AGENT_TIMEOUTS_NO_BREAKER,
            ClientKind.agent(
                    "agent, timeouts: true, budget of the ratio alone, no breaker",
                    "retry: { timeouts: true, budget: { min-per-second: 0 } }\nbreaker: none"),
            ClientKind.agent(
                    "agent, timeouts: true, neither budget nor breaker",
                    "retry: { timeouts: true, budget: none, max-waiting: none }\nbreaker: none"));

    private static final List<ClientKind> COMPARED = List.of(
            ClientKind.NO_RETRIES,
            ClientKind.NAIVE,
            ClientKind.NAIVE_WAITING,
            ClientKind.AGENT,
            ClientKind.AGENT_TIMEOUTS,
            ClientKind.AGENT_PROBING_SOON);

    /** Every client in the one scenario of the plots. */
    String ofClients() {
        Table table = new Table(
                "client",
                "goodput before, /s",
                "in the minute after",
                "at the end",
                "requests per call, during",
                "in the minute after",
                "calls failed in 5 min",
                "recovered after");
        for (ClientKind kind : ABLATIONS) {
            Runs runs = Runs.of(Scenario.of(Trigger.stop(10)), kind, SEEDS);
            table.row(List.of(
                    kind.name(),
                    whole(runs.median(Run::goodputBefore)),
                    whole(runs.median(run -> run.goodputAfter(MINUTE))),
                    whole(runs.median(Run::goodputOfLastMinute)),
                    exact(runs.median(Run::amplificationDuring)),
                    exact(runs.median(run -> run.amplificationAfter(MINUTE))),
                    whole(runs.median(run -> run.failed(FIVE_MINUTES))),
                    runs.recovery()));
        }
        return table.toString();
    }

    String ofTriggers() {
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        for (Trigger trigger : List.of(
                Trigger.stop(10),
                Trigger.stop(300),
                Trigger.halfCapacity(30),
                Trigger.spike(30),
                Trigger.crash(10),
                Trigger.crash(300))) {
            scenarios.put(trigger.name(), Scenario.of(trigger));
        }
        return recoveries("trigger", scenarios);
    }

    String ofWorlds() {
        Scenario base = Scenario.of(Trigger.stop(10));
        Map<String, Scenario> worlds = new LinkedHashMap<>();
        worlds.put("as above", base);
        worlds.put("60 % load", base.withLoad(0.6));
        worlds.put("95 % load", base.withLoad(0.95));
        worlds.put("1 client", base.withClients(1));
        worlds.put("40 clients", base.withClients(40));
        worlds.put("200 clients", base.withClients(200));
        worlds.put("timeout 3 s", base.withTimeoutMillis(3_000));
        worlds.put("queue of 100, half a timeout's work", base.withServer(server(100, Order.OLDEST_FIRST)));
        worlds.put("queue of 200, a timeout's work", base.withServer(server(200, Order.OLDEST_FIRST)));
        worlds.put("newest first", base.withServer(server(2_000, Order.NEWEST_FIRST)));
        worlds.put("half of the calls need no worker", base.withCached(0.5));
        Scenario small = base.withServer(new ServerSettings(5, 100e6, 500, Order.OLDEST_FIRST));
        worlds.put(
                "5 workers, 60 % load, 98 % of the calls need none",
                small.withLoad(0.6).withCached(0.98));
        return recoveries("world", worlds);
    }

    private static ServerSettings server(int queueLimit, Order order) {
        return new ServerSettings(20, 100e6, queueLimit, order);
    }

    private static String recoveries(String head, Map<String, Scenario> scenarios) {
        List<String> heads = new ArrayList<>(List.of(head));
        COMPARED.forEach(kind -> heads.add(kind.name()));
        Table table = new Table(heads.toArray(String[]::new));
        scenarios.forEach((name, scenario) -> {
            List<String> cells = new ArrayList<>(List.of(name));
            COMPARED.forEach(
                    kind -> cells.add(Runs.of(scenario, kind, FEW_SEEDS).recovery()));
            table.row(cells);
        });
        return table.toString();
    }

    /** A service without a queue, that answers 503 whenever all its workers are busy; nothing else goes wrong. */
    String ofShedding() {
        Table table = new Table("client", "calls failed", "requests per call");
        Scenario peace = Scenario.of(Trigger.spike(0)).withServer(server(0, Order.OLDEST_FIRST));
        for (ClientKind kind : List.of(
                ClientKind.NO_RETRIES,
                ClientKind.NAIVE,
                ClientKind.AGENT,
                ClientKind.agent("agent, failure-threshold: 20", "breaker: { failure-threshold: 20 }"),
                ClientKind.agent("agent, 503 no failure", "breaker: { failure-statuses: [500-502, 504-599] }"))) {
            Runs runs = Runs.of(peace, kind, FEW_SEEDS);
            int end = peace.seconds();
            table.row(List.of(
                    kind.name(),
                    percent(runs.median(run -> 1 - run.timeline().fulfilledShare(0, end))),
                    exact(runs.median(run -> run.timeline().amplification(0, end)))));
        }
        return table.toString();
    }

    /** A day with a stop of ten seconds in each hour. */
    String ofDay() {
        int day = 86_400;
        Table table = new Table("client", "calls", "failed", "requests per call");
        for (ClientKind kind :
                List.of(ClientKind.NO_RETRIES, ClientKind.NAIVE, ClientKind.AGENT, ClientKind.AGENT_PROBING_SOON)) {
            Timeline timeline = Simulation.run(Scenario.of(Trigger.stop(10)).repeated(3_600, day), kind, 1)
                    .timeline();
            table.row(List.of(
                    kind.name(),
                    whole(timeline.calls(0, day)),
                    percent(1 - timeline.fulfilledShare(0, day)),
                    exact(timeline.amplification(0, day))));
        }
        return table.toString();
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String percent(double share) {
        return exact(100 * share) + " %";
    }

    private static String exact(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
