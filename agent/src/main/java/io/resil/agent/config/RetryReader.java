package io.resil.agent.config;

import io.resil.agent.call.StatusSet;
import io.resil.agent.retry.BudgetSettings;
import io.resil.agent.retry.RetrySettings;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code retry} of a service. */
final class RetryReader {

    private static final long SECOND = 1_000_000_000L;

    /** What the bucket of a budget holds: to add more than that at once would be to have none. */
    private static final double MOST_TOKENS = 100;

    private static final double FASTEST = 1_000_000;

    private static final StatusSet STATUSES = StatusSet.of(429, 502, 503, 504);

    /** Idempotent (RFC 9110 9.2.2). */
    private static final Set<String> METHODS = setOf("GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE");

    /** Safe (RFC 9110 9.2.1). */
    private static final Set<String> UNANSWERED_METHODS = setOf("GET", "HEAD", "OPTIONS", "TRACE", "QUERY");

    private RetryReader() {}

    private static Set<String> setOf(String... methods) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(methods)));
    }

    /** @return null when there are to be no retries */
    static @Nullable RetrySettings read(Section service) {
        Section retry = service.section("retry");
        if (retry == null) {
            return null;
        }
        int maxRetries = retry.integer("max-retries", 3, 0);
        long backoff = retry.duration("backoff", SECOND, 0);
        RetrySettings settings = new RetrySettings(
                maxRetries,
                backoff,
                retry.decimal("multiplier", 2, 1, Double.MAX_VALUE, "of 1 or more"),
                maxBackoff(retry, backoff),
                retry.decimal("jitter", 0.2, 0, 1, "from 0 to 1"),
                retry.statuses("statuses", STATUSES),
                retry.methods("methods", METHODS),
                retry.methods("unanswered-methods", UNANSWERED_METHODS),
                retry.flag("timeouts", false),
                retry.durationOrNone("max-retry-after", 5 * SECOND, 0, Durations.LONGEST),
                retry.isNone("max-waiting") ? Integer.MAX_VALUE : retry.integer("max-waiting", 50, 0),
                budget(retry));
        return maxRetries == 0 ? null : settings;
    }

    private static @Nullable BudgetSettings budget(Section retry) {
        Section budget = retry.section("budget");
        return budget == null
                ? null
                : new BudgetSettings(
                        budget.decimal("ratio", 0.2, 0, MOST_TOKENS, "from 0 to 100"),
                        budget.decimal("min-per-second", 10, 0, FASTEST, "from 0 to 1000000"));
    }

    private static long maxBackoff(Section retry, long backoff) {
        if (!retry.has("max-backoff")) {
            return Math.max(30 * SECOND, backoff);
        }
        long maxBackoff = retry.durationOrNone("max-backoff", 30 * SECOND, 0, Durations.LONGEST);
        if (maxBackoff < backoff) {
            retry.warning("max-backoff", "is shorter than backoff, so that it applies from the first wait on");
        }
        return maxBackoff;
    }
}
