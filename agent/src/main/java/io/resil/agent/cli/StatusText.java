package io.resil.agent.cli;

import io.resil.agent.cli.Terminal.Colour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code status} shows: the agent in one line, a table of its breakers, and what else somebody should know. */
final class StatusText {

    private static final int STATE = 1;

    /** Shown of the latest; {@code --json} has all that are kept. */
    private static final int DECISIONS = 5;

    private final Terminal terminal;
    private final long nowMillis;

    StatusText(Terminal terminal, long nowMillis) {
        this.terminal = terminal;
        this.nowMillis = nowMillis;
    }

    String of(AgentBeans agent, JvmProcess jvm) throws CommandFailure {
        List<String> lines = new ArrayList<>();
        String file = agent.text("ConfigurationFile");
        lines.add("resil " + agent.text("Version") + " in " + jvm + ": " + agent.text("Status")
                + (file.isEmpty() ? ", without a configuration" : ", " + file));
        List<Breaker> breakers = agent.breakers();
        if (!breakers.isEmpty()) {
            lines.add("");
            lines.addAll(table(breakers));
        }
        List<String> decisions = agent.lines("Decisions");
        if (!decisions.isEmpty()) {
            lines.add("");
            lines.add("last decisions");
            for (String decision : decisions.subList(Math.max(0, decisions.size() - DECISIONS), decisions.size())) {
                lines.add("  " + decision);
            }
        }
        List<String> problems = agent.lines("ConfigurationProblems");
        String faults = agent.text("AgentFaults");
        if (!problems.isEmpty() || !faults.equals("0")) {
            lines.add("");
        }
        for (String problem : problems) {
            lines.add("configuration: " + problem);
        }
        if (!faults.equals("0")) {
            lines.add("faults of the agent: " + faults + ", each told in the application's log");
        }
        return String.join(System.lineSeparator(), lines);
    }

    List<String> table(List<Breaker> breakers) {
        Table table = new Table(
                STATE,
                "SERVICE",
                "STATE",
                ">SINCE",
                ">CALLS",
                ">FAILED",
                ">REJECTED",
                ">P50",
                ">P99",
                "NEXT PROBE",
                "WHY");
        for (Breaker each : breakers) {
            table.row(
                    cell -> terminal.in(colour(each), cell),
                    each.origin.isEmpty() ? each.service : "  " + each.origin,
                    state(each),
                    age(each.age(nowMillis)),
                    each.text("Calls"),
                    each.text("Failures"),
                    each.text("Rejections"),
                    millis(each.number("LatencyMillisP50")),
                    millis(each.number("LatencyMillisP99")),
                    probe(each.number("SecondsUntilProbe")),
                    isWell(each) ? "" : each.text("OpenedBecause"));
        }
        return table.lines();
    }

    private static String state(Breaker breaker) {
        String mode = breaker.text("Mode");
        return mode.equals("enforce") ? breaker.text("State") : breaker.text("State") + " (mode " + mode + ")";
    }

    private static boolean isWell(Breaker breaker) {
        return breaker.text("State").equals("CLOSED");
    }

    private static Colour colour(Breaker breaker) {
        if (isWell(breaker)) {
            return breaker.text("Mode").equals("enforce") ? Colour.GREEN : Colour.YELLOW;
        }
        boolean isBetween = breaker.text("State").equals("HALF_OPEN")
                || breaker.text("State").equals("DISABLED");
        return isBetween ? Colour.YELLOW : Colour.RED;
    }

    static String age(double seconds) {
        if (Double.isNaN(seconds)) {
            return "-";
        }
        long whole = (long) seconds;
        if (whole < 120) {
            return whole + "s";
        }
        if (whole < 2 * 3600) {
            return whole / 60 + "m";
        }
        return whole < 48 * 3600 ? whole / 3600 + "h" : whole / (24 * 3600) + "d";
    }

    static String millis(double millis) {
        if (Double.isNaN(millis)) {
            return "-";
        }
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.1fms", millis);
        }
        return millis < 10_000 ? Math.round(millis) + "ms" : Math.round(millis / 1000) + "s";
    }

    static String probe(double seconds) {
        if (Double.isNaN(seconds) || seconds < 0) {
            return "-";
        }
        return seconds == 0 ? "now" : "in " + (long) Math.ceil(seconds) + "s";
    }
}
