package io.resil.examples.demo;

import io.resil.examples.demo.Chat.Answer;
import io.resil.examples.demo.Services.Count;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What came of one side's run. Immutable. */
final class Outcome {

    private final List<Chat> chats;
    private final Map<Phase, Integer> hits;
    private final Map<Phase, Long> retries;
    private final Map<Phase, Long> chromaBack;
    private final Count chroma;

    /**
     * @param hits for the outages, the requests sent to a Chroma that was down
     * @param retries the requests that were sent again, by phase
     * @param chromaBack for the phases after them, when Chroma was back, on the monotonic clock
     * @param chroma what Chroma counted since it was started again
     */
    Outcome(
            List<Chat> chats,
            Map<Phase, Integer> hits,
            Map<Phase, Long> retries,
            Map<Phase, Long> chromaBack,
            Count chroma) {
        this.chats =
                chats.stream().sorted(Comparator.comparingLong(Chat::asked)).toList();
        this.hits = Map.copyOf(hits);
        this.retries = Map.copyOf(retries);
        this.chromaBack = Map.copyOf(chromaBack);
        this.chroma = chroma;
    }

    int asked() {
        return chats.size();
    }

    long count(Answer answer) {
        return chats.stream().filter(chat -> chat.answer() == answer).count();
    }

    long count(Phase phase, Answer answer) {
        return of(phase).stream().filter(chat -> chat.answer() == answer).count();
    }

    long answered() {
        return chats.stream().filter(Chat::isAnswered).count();
    }

    /** The longest that a user waited in this phase, seconds, for an answer or in vain. */
    double slowestSeconds(Phase phase) {
        return of(phase).stream().mapToLong(Chat::nanos).max().orElse(0) / 1e9;
    }

    /** Whether every question of this phase was answered. */
    boolean allAnswered(Phase phase) {
        return of(phase).stream().allMatch(Chat::isAnswered);
    }

    int hits(Phase outage) {
        return hits.getOrDefault(outage, 0);
    }

    long retries(Phase phase) {
        return retries.getOrDefault(phase, 0L);
    }

    Count chroma() {
        return chroma;
    }

    /**
     * Seconds from Chroma's return to the first complete answer after which none was incomplete; empty when the last of
     * the phase still was.
     */
    OptionalDouble secondsUntilNormal(Phase recovery) {
        Long back = chromaBack.get(recovery);
        Chat first = firstOfTheCompleteEnd(of(recovery));
        if (back == null || first == null) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.max(0, first.ended() - back) / 1e9);
    }

    private static @Nullable Chat firstOfTheCompleteEnd(List<Chat> inOrder) {
        Chat first = null;
        for (int i = inOrder.size() - 1; i >= 0 && inOrder.get(i).answer() == Answer.COMPLETE; i--) {
            first = inOrder.get(i);
        }
        return first;
    }

    private List<Chat> of(Phase phase) {
        return chats.stream().filter(chat -> chat.phase() == phase).toList();
    }
}
