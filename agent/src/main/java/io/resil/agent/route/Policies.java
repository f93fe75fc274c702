package io.resil.agent.route;

import io.resil.agent.bulkhead.Bulkhead;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Policy;
import io.resil.agent.call.StatusSet;
import io.resil.agent.fallback.Fallback;
import io.resil.agent.retry.Retry;
import io.resil.agent.timeout.TimeoutPolicy;
import io.resil.agent.token.TokenPolicy;
import io.resil.agent.token.TokenSettings;
import io.resil.agent.token.TokenSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies of an enforced service. Where there were others of the same service before, by another configuration, what
 * they remember goes on in these: the breaker, calls in flight and waiting, the retry budget, the last good answers.
 */
final class Policies {

    /** What a fallback stands in for where there is no breaker to say what a failure is. */
    private static final StatusSet SERVER_ERRORS = StatusSet.NONE.withRange(500, 599);

    final Breaking breaking;
    final @Nullable Retry retry;
    final @Nullable Fallback fallback;

    private final ServiceSettings settings;
    private final Parts parts;
    private final @Nullable Bulkhead bulkhead;
    private final @Nullable TokenSource tokens;

    /** @param before null for none */
    Policies(ServiceSettings settings, Parts parts, @Nullable Policies before) {
        this.settings = settings;
        this.parts = parts;
        this.breaking = Breaking.of(settings, parts, before == null ? null : before.breaking);
        this.bulkhead = bulkhead(before == null ? null : before.bulkhead);
        this.retry = retry(before == null ? null : before.retry);
        this.fallback = fallback(before == null ? null : before.fallback);
        this.tokens = tokens(before);
    }

    /** In their order, outermost first. One that is off is not in the list. */
    List<Policy> inOrder() {
        List<Policy> policies = new ArrayList<>();
        if (fallback != null) {
            policies.add(fallback);
        }
        if (bulkhead != null) {
            policies.add(bulkhead);
        }
        if (retry != null) {
            policies.add(retry);
        }
        if (breaking.policy != null) {
            policies.add(breaking.policy);
        }
        if (tokens != null) {
            policies.add(new TokenPolicy(tokens));
        }
        TimeoutPolicy timeouts = TimeoutPolicy.create(settings.timeouts, parts.timers(), parts.ticker());
        if (timeouts != null) {
            policies.add(timeouts);
        }
        return policies;
    }

    /** Who has to hear of the calls. */
    CallListener listener() {
        return breaking.listener;
    }

    /** The answers that a fallback stands in for. */
    static StatusSet failuresForGood(ServiceSettings settings) {
        return settings.breaker == null ? SERVER_ERRORS : settings.breaker.failureStatuses;
    }

    private @Nullable Bulkhead bulkhead(@Nullable Bulkhead before) {
        return settings.maxConcurrent == 0
                ? null
                : new Bulkhead(settings.maxConcurrent, settings.id, settings.name, parts.ticker(), before);
    }

    private @Nullable Retry retry(@Nullable Retry before) {
        return settings.retry == null
                ? null
                : new Retry(
                        settings.retry, settings.timeouts.deadline, parts.ticker(), parts.random(), listener(), before);
    }

    private @Nullable Fallback fallback(@Nullable Fallback before) {
        return settings.fallback == null
                ? null
                : new Fallback(settings.fallback, failuresForGood(settings), parts.ticker(), listener(), before);
    }

    /** A source that reads a file goes on reading it, so that no token is lost with a file that is missing just now. */
    private @Nullable TokenSource tokens(@Nullable Policies before) {
        if (settings.token == null) {
            return null;
        }
        TokenSettings known = before == null ? null : before.settings.token;
        return before != null && known != null && settings.token.isFromSameAs(known)
                ? before.tokens
                : parts.tokens(settings, settings.token);
    }
}
