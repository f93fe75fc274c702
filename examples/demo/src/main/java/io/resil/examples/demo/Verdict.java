package io.resil.examples.demo;

import io.resil.examples.demo.Chat.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Whether a run shows the difference that the agent makes. */
final class Verdict {

    /** Longer than any answer under the agent may take: Chroma's timeout in this demo, one wait of a retry, and room. */
    static final double SLOWEST_SECONDS = 4;

    /** Longer than the agent may need to see that Chroma is back: the recovery time, a probe that just missed it, room. */
    static final double RECOVERY_SECONDS = 6.5;

    private final List<String> failings = new ArrayList<>();

    private Verdict() {}

    /**
     * @param seen which states of the breaker were seen over JMX
     * @return what is wrong, in sentences; empty when the run shows the difference
     */
    static List<String> of(Outcome without, Outcome with, StatesSeen seen) {
        Verdict verdict = new Verdict();
        verdict.require(
                without.count(Answer.NONE) > 0,
                "without the agent every question was answered: this run compares nothing");
        verdict.require(
                with.count(Answer.NONE) == 0 && with.count(Answer.ERROR) == 0,
                "with the agent " + with.count(Answer.NONE) + " questions were not answered and "
                        + with.count(Answer.ERROR) + " got an error");
        verdict.outage(Phase.REFUSING, without, with, seen);
        verdict.outage(Phase.HANGING, without, with, seen);
        verdict.recovery(Phase.BACK, with, seen);
        verdict.recovery(Phase.BACK_AGAIN, with, seen);
        verdict.require(
                with.chroma().received() > 0
                        && with.chroma().withToken() == with.chroma().received(),
                "with the agent not every call carried the token: " + with.chroma());
        return verdict.failings;
    }

    private void outage(Phase outage, Outcome without, Outcome with, StatesSeen seen) {
        require(
                with.slowestSeconds(outage) <= SLOWEST_SECONDS,
                String.format(
                        Locale.ROOT,
                        "with the agent an answer took %.2f s while Chroma was %s, more than %.1f s",
                        with.slowestSeconds(outage),
                        name(outage),
                        SLOWEST_SECONDS));
        require(
                with.hits(outage) < without.hits(outage),
                "with the agent " + with.hits(outage) + " requests hit Chroma while it was " + name(outage)
                        + ", not fewer than the " + without.hits(outage) + " without it");
        require(seen.saw(outage, "OPEN"), "the breaker was never seen OPEN while Chroma was " + name(outage));
    }

    private void recovery(Phase recovery, Outcome with, StatesSeen seen) {
        OptionalDouble seconds = with.secondsUntilNormal(recovery);
        require(
                seconds.isPresent() && seconds.getAsDouble() <= RECOVERY_SECONDS,
                "with the agent answers were not complete " + RECOVERY_SECONDS + " s after Chroma was back (phase "
                        + recovery + ")");
        require(seen.saw(recovery, "CLOSED"), "the breaker was not seen CLOSED after Chroma was back");
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            failings.add(otherwise);
        }
    }
}
