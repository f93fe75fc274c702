package io.resil.agent.fallback;

import io.resil.agent.call.Attempt;
import io.resil.agent.call.Ending;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.StatusSet;
import org.jspecify.annotations.Nullable;

/**
 * Says of a call that ended without our help whether {@link Fallback} would certainly have answered it: by the configured
 * response. A last good answer there might have been, or not. Immutable.
 */
public final class FallbackOutlook {

    private final Failures failures;

    private FallbackOutlook(Failures failures) {
        this.failures = failures;
    }

    /**
     * Null where nothing is certain.
     *
     * @param failureStatuses the answers that are a failure of the service
     */
    public static @Nullable FallbackOutlook create(FallbackSettings settings, StatusSet failureStatuses) {
        return settings.answer == null ? null : new FallbackOutlook(new Failures(failureStatuses));
    }

    /**
     * @param last attempt of the call
     * @param instead how our policies would have ended it; null when they would have left it alone
     */
    public boolean wouldAnswer(HttpCall call, Attempt last, @Nullable Ending instead) {
        boolean isFailure = instead == null ? failures.contains(last) : Failures.isOfService(instead);
        return isFailure && call.isAnswerableHere();
    }
}
