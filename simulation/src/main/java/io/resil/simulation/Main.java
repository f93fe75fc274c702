package io.resil.simulation;

import java.util.List;

public final class Main {
    public static void main(String[] args) {
        List<ClientKind> kinds = List.of(
                ClientKind.NO_RETRIES,
                ClientKind.NAIVE,
                ClientKind.NAIVE_WAITING,
                ClientKind.AGENT,
                ClientKind.AGENT_TIMEOUTS,
                ClientKind.agent("recovery 5s", "breaker: { recovery-timeout: 5s }"),
                ClientKind.agent(
                        "timeouts, recovery 5s", "retry: { timeouts: true }\nbreaker: { recovery-timeout: 5s }"),
                ClientKind.agent("breaker only", "retry: none"),
                ClientKind.agent(
                        "timeouts, no budget, breaker", "retry: { timeouts: true, budget: none, max-waiting: none }"),
                ClientKind.agent("defaults, no breaker", "breaker: none"),
                ClientKind.agent("timeouts, budget, no breaker", "retry: { timeouts: true }\nbreaker: none"),
                ClientKind.agent(
                        "timeouts, budget 0.2/0, no breaker",
                        "retry: { timeouts: true, budget: { min-per-second: 0 } }\nbreaker: none"),
                ClientKind.agent(
                        "timeouts, budget 0.1/0, no breaker",
                        "retry: { timeouts: true, budget: { min-per-second: 0, ratio: 0.1 } }\nbreaker: none"),
                ClientKind.agent(
                        "timeouts, no budget, no breaker",
                        "retry: { timeouts: true, budget: none, max-waiting: none }\nbreaker: none"),
                ClientKind.agent(
                        "timeouts, max-waiting, no budget, no breaker",
                        "retry: { timeouts: true, budget: none }\nbreaker: none"));
        for (Trigger trigger :
                List.of(Trigger.stop(10), Trigger.halfCapacity(30), Trigger.spike(30), Trigger.crash(10))) {
            System.out.println("## " + trigger.name());
            for (ClientKind kind : kinds) {
                long t = System.nanoTime();
                StringBuilder rec = new StringBuilder();
                Run run = null;
                for (int seed = 1; seed <= 5; seed++) {
                    run = Simulation.run(Scenario.of(trigger), kind, seed);
                    rec.append(run.recovery().isPresent() ? run.recovery().getAsInt() : "never")
                            .append(' ');
                }
                System.out.printf(
                        "%-45s before %.0f after60 %.0f last %.0f amp %.2f %.2f failed %.0f ahead %.1f rec %s  %d ms%n",
                        kind.name(),
                        run.goodputBefore(),
                        run.goodputAfter(60),
                        run.goodputOfLastMinute(),
                        run.amplificationDuring(),
                        run.amplificationAfter(60),
                        run.failed(300),
                        run.mostRetriesBeyondBudget(),
                        rec,
                        (System.nanoTime() - t) / 1000000);
            }
        }
    }
}
