package io.resil.simulation;

import java.util.ArrayList;
import java.util.List;

/** The two plots of {@code docs/simulation.md}: one run for each client, of the same users. */
final class Plots {

    private static final long SEED = 1;

    /** Seconds from the begin of the trigger. */
    private static final int FIRST = -30;

    private static final int LAST = 150;

    /** Seconds that are drawn as one point: enough to see the course through the noise of single users. */
    private static final int STRIDE = 3;

    private static final Axis TIME =
            new Axis("seconds since the service stopped", FIRST, LAST, 30, Chart.LEFT, Chart.RIGHT);

    private final Scenario scenario = Scenario.of(Trigger.stop(10));
    private final Timeline plain = timeline(ClientKind.NO_RETRIES);
    private final Timeline naive = timeline(ClientKind.NAIVE);
    private final Timeline agent = timeline(ClientKind.AGENT);
    private final Timeline soon = timeline(ClientKind.AGENT_PROBING_SOON);

    private Timeline timeline(ClientKind kind) {
        return Simulation.run(scenario, kind, SEED).timeline();
    }

    String goodput() {
        Chart chart = new Chart(
                "With naive retries the overload outlives its cause; with the agent it ends",
                "A service for 200 requests/s, asked for 160, stops for 10 s. Goodput: the calls that succeed.",
                TIME,
                new Axis("successful calls per second", 0, 250, 50, Chart.BOTTOM, Chart.TOP));
        return chart.trigger(0, scenario.trigger().seconds(), "stopped")
                .curve(goodput(ClientKind.NO_RETRIES, plain, "plain", "no retries", 27, 70))
                .curve(goodput(ClientKind.NAIVE, naive, "naive", "naive: 0, and still 0 after 15 minutes", 72, 8))
                .curve(goodput(ClientKind.AGENT, agent, "agent", "agent, defaults: next probe after 60 s", 66, 110))
                .curve(goodput(ClientKind.AGENT_PROBING_SOON, soon, "soon", "agent, probing every 5 s", 17, 205))
                .draw();
    }

    String load() {
        double calls = scenario.callsPerSecond();
        Chart chart = new Chart(
                "What reaches the service: naive retries quadruple it, the agent relieves it",
                "The same runs. 160 calls/s make as many requests/s while nothing is retried.",
                TIME,
                new Axis("requests per second at the service", 0, 1000, 200, Chart.BOTTOM, Chart.TOP));
        return chart.alsoIn(new Axis("requests per call", 0, 1000 / calls, 1, Chart.BOTTOM, Chart.TOP))
                .trigger(0, scenario.trigger().seconds(), "stopped")
                .level(scenario.server().capacity(), "what the service can do: 200/s")
                .curve(load(ClientKind.NO_RETRIES, plain, "plain", "no retries: 160/s throughout", 15, 240))
                .curve(load(ClientKind.NAIVE, naive, "naive", "naive: four requests a call, for good", 66, 770))
                .curve(load(ClientKind.AGENT, agent, "agent", "agent, defaults", 66, 75))
                .curve(load(ClientKind.AGENT_PROBING_SOON, soon, "soon", "agent, probing every 5 s", 15, 75))
                .draw();
    }

    private Curve goodput(
            ClientKind kind, Timeline timeline, String style, String label, double labelX, double labelY) {
        return new Curve(kind.name(), style, points(timeline::goodput), label, new Curve.Point(labelX, labelY));
    }

    private Curve load(ClientKind kind, Timeline timeline, String style, String label, double labelX, double labelY) {
        return new Curve(kind.name(), style, points(timeline::load), label, new Curve.Point(labelX, labelY));
    }

    /** One in the middle of each stride. */
    private static List<Curve.Point> points(Rate rate) {
        List<Curve.Point> points = new ArrayList<>();
        for (int from = FIRST; from < LAST; from += STRIDE) {
            int begin = Scenario.BEFORE + from;
            points.add(new Curve.Point(from + STRIDE / 2.0, rate.between(begin, begin + STRIDE)));
        }
        return points;
    }

    /** Per second in {@code [from, to)}. */
    private interface Rate {
        double between(int from, int to);
    }
}
