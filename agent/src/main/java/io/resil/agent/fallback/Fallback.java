package io.resil.agent.fallback;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.HeaderField;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.Keeping;
import io.resil.agent.call.LocalAnswer;
import io.resil.agent.call.Policy;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Step;
import io.resil.agent.call.Ticker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the place of a service that failed a call for good: that was rejected, or whose last attempt failed. The
 * first source that has an answer gives it. Thread-safe.
 */
public final class Fallback implements Policy {

    /** Tells the application, and whoever looks for the reason of stale data, where an answer came from. */
    static final String HEADER = "X-Resil-Fallback";

    private final List<Source> sources = new ArrayList<>();
    private final @Nullable LastGood lastGood;
    private final boolean isAlwaysAnswering;
    private final Failures failures;
    private final CallListener listener;

    /**
     * @param failureStatuses the answers that are a failure of the service
     * @param listener hears of the calls that were answered here
     */
    public Fallback(FallbackSettings settings, StatusSet failureStatuses, Ticker ticker, CallListener listener) {
        this(settings, failureStatuses, ticker, listener, null);
    }

    /** @param before of the same service, whose good answers go on here if nothing of how they are kept is new; null for none */
    public Fallback(
            FallbackSettings settings,
            StatusSet failureStatuses,
            Ticker ticker,
            CallListener listener,
            @Nullable Fallback before) {
        this.lastGood = LastGood.create(settings.lastGood, ticker, before == null ? null : before.lastGood);
        this.isAlwaysAnswering = settings.answer != null;
        if (lastGood != null) {
            sources.add(lastGood);
        }
        if (settings.answer != null) {
            sources.add(new StaticAnswer(settings.answer));
        }
        this.failures = new Failures(failureStatuses);
        this.listener = listener;
    }

    /**
     * Whether an answer of this status to the attempt under way might be replaced, so that it has to be held in memory:
     * what the application's own code has begun to read cannot be taken back.
     */
    public boolean mightReplace(HttpCall call, int status) {
        return failures.contains(status) && call.takesLocalAnswers();
    }

    /** Whether it will be replaced, unless it is retried, so that nothing of it is needed. */
    public boolean willReplace(HttpCall call, int status) {
        return isAlwaysAnswering && mightReplace(call, status);
    }

    /** What keeps good answers for later; null when nothing does. */
    public @Nullable Keeping keeping() {
        return lastGood;
    }

    @Override
    public Step enter(HttpCall call) {
        return Step.INWARD;
    }

    @Override
    public Step exit(HttpCall call) {
        if (failures.contains(call.attempt()) && call.takesLocalAnswers()) {
            answer(call);
        }
        return Step.OUTWARD;
    }

    private void answer(HttpCall call) {
        for (Source source : sources) {
            LocalAnswer answer = source.answerTo(call);
            if (answer != null) {
                Attempt attempt = call.attempt();
                attempt.answerWith(answer.with(new HeaderField(HEADER, source.name())));
                listener.fellBack(call, attempt, source.name());
                return;
            }
        }
    }

    @Override
    public String toString() {
        return "fallback";
    }
}
