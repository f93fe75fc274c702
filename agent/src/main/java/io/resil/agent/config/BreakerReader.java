package io.resil.agent.config;

import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.call.StatusSet;
import io.resil.agent.route.UrlPattern;
import io.resil.agent.timeout.Limit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code breaker} of a service. */
final class BreakerReader {

    private static final long SECOND = 1_000_000_000L;

    private static final String AUTO = "auto";
    private static final List<String> SCOPES = Arrays.asList("service", "origin", AUTO);

    private static final StatusSet FAILURE_STATUSES = StatusSet.NONE.withRange(500, 599);

    private BreakerReader() {}

    /** @return null when there is to be none */
    static @Nullable BreakerSettings read(Section service, List<UrlPattern> urls, Limit attempt) {
        Section breaker = service.section("breaker");
        if (breaker == null) {
            return null;
        }
        String onOpen = breaker.choice(
                "on-open", "exception", Arrays.asList("exception", "response"), Collections.<String>emptyList());
        long recovery = breaker.duration("recovery-timeout", 60 * SECOND, 1);
        long probe = breaker.duration("probe-timeout", 30 * SECOND, 1);
        if (recovery < attempt.nanos()) {
            breaker.warning(
                    "recovery-timeout",
                    "the recovery time is shorter than timeout: the next probe may start before it is known how calls fare");
        }
        if (probe < attempt.nanos()) {
            breaker.warning("probe-timeout", "the probe time is shorter than timeout: a slow probe is taken for lost");
        }
        return new BreakerSettings(
                breaker.integer("failure-threshold", 5, 1),
                recovery,
                probe,
                breaker.statuses("failure-statuses", FAILURE_STATUSES),
                RateReader.failureRate(breaker),
                RateReader.slowCall(breaker, attempt),
                maxRecovery(breaker, recovery),
                isPerOrigin(breaker, urls),
                onOpen.equals("response"));
    }

    private static boolean isPerOrigin(Section breaker, List<UrlPattern> urls) {
        String scope = breaker.choice("scope", AUTO, SCOPES, Collections.<String>emptyList());
        return scope.equals(AUTO) ? urls.size() > 1 || hasWildcard(urls) : scope.equals("origin");
    }

    private static boolean hasWildcard(List<UrlPattern> urls) {
        for (UrlPattern url : urls) {
            if (url.isWildcard()) {
                return true;
            }
        }
        return false;
    }

    /** 0 for none. */
    private static long maxRecovery(Section breaker, long recovery) {
        long longest = breaker.durationOrNone("max-recovery-timeout", 0, 1, 0);
        if (longest > 0 && longest < recovery) {
            breaker.warning(
                    "max-recovery-timeout", "is shorter than recovery-timeout, so that it applies from the first on");
        }
        return longest;
    }
}
