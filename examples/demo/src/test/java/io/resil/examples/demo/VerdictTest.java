package io.resil.examples.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resil.examples.demo.Chat.Answer;
import io.resil.examples.demo.Services.Count;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run of one question a second, ten a phase, told in what came of them. */
class VerdictTest {

    private static final StatesSeen ALL = (phase, state) -> true;

    @Test
    void findsNothingWrongWithARunThatShowsTheDifference() {
        assertEquals(List.of(), Verdict.of(unprotected().outcome(), guarded().outcome(), ALL));
    }

    @Test
    void missesTheDifferenceWhenBothSidesAreTheSame() {
        assertFails("questions were not answered", unprotected(), unprotected(), ALL);
        assertFails("compares nothing", guarded(), guarded(), ALL);
    }

    @Test
    void refusesAnAnswerThatTookTooLong() {
        assertFails(
                "took 5.00 s while Chroma was hanging",
                unprotected(),
                guarded().ask(Phase.HANGING, Answer.FROM_MANUAL, 5.0),
                ALL);
    }

    @Test
    void refusesAsManyHitsAsWithoutTheAgent() {
        assertFails(
                "40 requests hit Chroma while it was refusing",
                unprotected(),
                guarded().hits(Phase.REFUSING, 40),
                ALL);
    }

    @Test
    void refusesARecoveryThatNeverCame() {
        assertFails(
                "not complete 6.5 s after Chroma was back",
                unprotected(),
                guarded().ask(Phase.BACK_AGAIN, Answer.FROM_MANUAL, 0.01),
                ALL);
    }

    @Test
    void refusesABreakerThatWasNeverSeenOpen() {
        assertFails("never seen OPEN", unprotected(), guarded(), (phase, state) -> !state.equals("OPEN"));
    }

    @Test
    void refusesCallsWithoutTheToken() {
        assertFails("token", unprotected(), guarded().token(new Count(20, 19)), ALL);
    }

    @Test
    void measuresTheReturnToNormalUpToTheFirstOfTheCompleteAnswers() {
        Run run = new Run().chromaBackAt(Phase.BACK, 1.5);
        run.ask(Phase.BACK, Answer.COMPLETE, 0.1);
        run.ask(Phase.BACK, Answer.FROM_MANUAL, 0.1);
        run.ask(Phase.BACK, Answer.FROM_MANUAL, 0.1);
        run.ask(Phase.BACK, Answer.COMPLETE, 0.1);
        run.ask(Phase.BACK, Answer.COMPLETE, 0.1);

        assertEquals(1.6, run.outcome().secondsUntilNormal(Phase.BACK).orElseThrow(), 0.001);
        assertTrue(run.outcome().secondsUntilNormal(Phase.BACK_AGAIN).isEmpty());
    }

    @Test
    void readsFromTheAnswerWhereItsContextCameFrom() {
        assertEquals(Answer.COMPLETE, Chat.answerOf(200, "{\"source\":\"chroma\",\"saved\":true}"));
        assertEquals(Answer.FROM_MANUAL, Chat.answerOf(200, "{\"source\":\"manual\",\"saved\":true}"));
        assertEquals(Answer.ERROR, Chat.answerOf(503, "{\"error\":\"Billing is unavailable\"}"));
    }

    private static void assertFails(String sentence, Run without, Run with, StatesSeen seen) {
        List<String> failings = Verdict.of(without.outcome(), with.outcome(), seen);
        assertTrue(failings.stream().anyMatch(failing -> failing.contains(sentence)), failings.toString());
    }

    private static Run unprotected() {
        return new Run()
                .ask(Phase.REFUSING, Answer.FROM_MANUAL, 0.01)
                .ask(Phase.BACK, Answer.COMPLETE, 0.01)
                .ask(Phase.HANGING, Answer.NONE, 6)
                .ask(Phase.BACK_AGAIN, Answer.NONE, 6)
                .hits(Phase.REFUSING, 40)
                .hits(Phase.HANGING, 30)
                .token(new Count(20, 0));
    }

    private static Run guarded() {
        return new Run()
                .ask(Phase.REFUSING, Answer.FROM_MANUAL, 1.2)
                .ask(Phase.BACK, Answer.FROM_MANUAL, 0.01)
                .ask(Phase.BACK, Answer.COMPLETE, 0.01)
                .ask(Phase.HANGING, Answer.FROM_MANUAL, 1.5)
                .ask(Phase.BACK_AGAIN, Answer.COMPLETE, 0.01)
                .hits(Phase.REFUSING, 7)
                .hits(Phase.HANGING, 12)
                .token(new Count(20, 20));
    }

    /** What came of a run, a question a second; Chroma is back with the first of each phase that follows an outage. */
    private static final class Run {

        private final List<Chat> chats = new ArrayList<>();
        private final Map<Phase, Integer> hits = new EnumMap<>(Phase.class);
        private final Map<Phase, Long> back = new EnumMap<>(Phase.class);
        private Count count = new Count(0, 0);

        Run ask(Phase phase, Answer answer, double seconds) {
            long asked = chats.size() * 1_000_000_000L;
            back.putIfAbsent(phase, asked);
            chats.add(new Chat(phase, asked, asked + (long) (seconds * 1e9), answer));
            return this;
        }

        Run hits(Phase phase, int requests) {
            hits.put(phase, requests);
            return this;
        }

        Run chromaBackAt(Phase phase, double seconds) {
            back.put(phase, (long) (seconds * 1e9));
            return this;
        }

        Run token(Count count) {
            this.count = count;
            return this;
        }

        Outcome outcome() {
            return new Outcome(chats, hits, Map.of(), back, count);
        }
    }
}
