package io.resil.agent.fallback;

import io.resil.agent.call.BodyCopy;
import io.resil.agent.call.HeaderField;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Keeping;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.Ticker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last good answer to each GET, to give it again while the service fails. Holds so many of a bounded size, and
 * drops the one that was used longest ago for a new one. Thread-safe.
 */
final class LastGood implements Source, Keeping {

    private final LastGoodSettings settings;
    private final KeepingRules rules;
    private final Ticker ticker;
    /** Guarded by itself; in the order of use. */
    private final Map<String, GoodAnswer> answers;

    LastGood(LastGoodSettings settings, Ticker ticker) {
        this.settings = settings;
        this.rules = new KeepingRules(settings.varyOn);
        this.ticker = ticker;
        this.answers = new LeastRecentlyUsed(settings.maxEntries);
    }

    /**
     * What keeps the answers of a service that goes on by other settings.
     *
     * @param settings null for none
     * @param before goes on itself when its settings are the same; null for none
     */
    static @Nullable LastGood create(@Nullable LastGoodSettings settings, Ticker ticker, @Nullable LastGood before) {
        if (settings == null) {
            return null;
        }
        return before != null && before.settings.isSameAs(settings) ? before : new LastGood(settings, ticker);
    }

    @Override
    public String name() {
        return "last-good";
    }

    @Override
    public @Nullable LocalAnswer answerTo(HttpCall call) {
        String key = rules.keyOf(call);
        if (key == null) {
            return null;
        }
        long now = ticker.nanos();
        synchronized (answers) {
            GoodAnswer answer = answers.get(key);
            if (answer == null) {
                return null;
            }
            if (answer.heldFor(now) > settings.maxAgeNanos) {
                answers.remove(key);
                return null;
            }
            return answer.at(now);
        }
    }

    @Override
    public boolean mayKeep(HttpCall call, int status) {
        return rules.mayKeep(call, status);
    }

    @Override
    public @Nullable BodyCopy copyOf(HttpCall call, List<HeaderField> fields) {
        String key = rules.mayKeep(fields) ? rules.keyOf(call) : null;
        if (key == null) {
            return null;
        }
        long takenAt = ticker.nanos();
        return new BodyCopy(settings.maxBodyBytes, body -> keep(key, new GoodAnswer(fields, body, takenAt)));
    }

    /** A body that is read slowly must not take the place of a later answer. */
    private void keep(String key, GoodAnswer answer) {
        synchronized (answers) {
            GoodAnswer present = answers.get(key);
            if (present == null || !present.isTakenAfter(answer)) {
                answers.put(key, answer);
            }
        }
    }

    private static final class LeastRecentlyUsed extends LinkedHashMap<String, GoodAnswer> {

        private static final long serialVersionUID = 1L;

        private final int most;

        LeastRecentlyUsed(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, GoodAnswer> eldest) {
            return size() > most;
        }
    }
}
