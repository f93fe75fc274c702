package io.resil.examples.demo;

import io.resil.examples.demo.Chat.Answer;
import io.resil.examples.demo.Services.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The outcomes of the two sides beside each other. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    private Table() {}

    static List<String> of(Outcome without, Outcome with) {
        Table table = new Table();
        table.row("", "without agent", "with agent");
        table.rule();
        table.row("questions asked", without.asked(), with.asked());
        table.row("answers served", without.answered(), with.answered());
        table.row("  complete, with Chroma's context", without.count(Answer.COMPLETE), with.count(Answer.COMPLETE));
        table.row("  from the manual instead", without.count(Answer.FROM_MANUAL), with.count(Answer.FROM_MANUAL));
        table.row("  an error", without.count(Answer.ERROR), with.count(Answer.ERROR));
        table.row("given up by the user", without.count(Answer.NONE), with.count(Answer.NONE));
        table.rule();
        table.row("from the manual as Chroma restarted", missed(without), missed(with));
        table.rule();
        table.row("slowest answer, all well", slowest(without, Phase.NORMAL), slowest(with, Phase.NORMAL));
        table.row("  Chroma refusing", slowest(without, Phase.REFUSING), slowest(with, Phase.REFUSING));
        table.row("  Chroma hanging", slowest(without, Phase.HANGING), slowest(with, Phase.HANGING));
        table.rule();
        table.row("requests that hit it, refusing", without.hits(Phase.REFUSING), with.hits(Phase.REFUSING));
        table.row("  hanging", without.hits(Phase.HANGING), with.hits(Phase.HANGING));
        table.row("retries sent, restarting", without.retries(Phase.RESTARTING), with.retries(Phase.RESTARTING));
        table.row("  refusing", without.retries(Phase.REFUSING), with.retries(Phase.REFUSING));
        table.row("  hanging (a POST, sent once)", without.retries(Phase.HANGING), with.retries(Phase.HANGING));
        table.rule();
        table.row("normal again after refusing", normal(without, Phase.BACK), normal(with, Phase.BACK));
        table.row("  after hanging", normal(without, Phase.BACK_AGAIN), normal(with, Phase.BACK_AGAIN));
        table.rule();
        table.row("calls that carried the token", token(without.chroma()), token(with.chroma()));
        return table.lines;
    }

    private static long missed(Outcome outcome) {
        return outcome.count(Phase.RESTARTING, Answer.FROM_MANUAL);
    }

    private static String slowest(Outcome outcome, Phase phase) {
        double seconds = outcome.slowestSeconds(phase);
        return outcome.allAnswered(phase)
                ? String.format(Locale.ROOT, "%.2f s", seconds)
                : "none in " + Traffic.PATIENCE.toSeconds() + " s";
    }

    private static String normal(Outcome outcome, Phase phase) {
        OptionalDouble seconds = outcome.secondsUntilNormal(phase);
        return seconds.isPresent()
                ? String.format(Locale.ROOT, "%.1f s", seconds.getAsDouble())
                : "not in " + phase.length.toSeconds() + " s";
    }

    private static String token(Count chroma) {
        return chroma.withToken() + " of " + chroma.received();
    }

    private void row(String what, Object without, Object with) {
        lines.add(String.format(Locale.ROOT, "  %-36s %14s %14s", what, without, with));
    }

    private void rule() {
        lines.add("  " + "-".repeat(66));
    }
}
