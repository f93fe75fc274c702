package io.resil.agent.config;

import io.resil.agent.breaker.RateRule;
import io.resil.agent.breaker.SlowCallRule;
import io.resil.agent.timeout.Limit;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a breaker on shares of calls: {@code failure-rate} and {@code slow-call}. */
final class RateReader {

    private static final long SECOND = 1_000_000_000L;

    private RateReader() {}

    static @Nullable RateRule failureRate(Section breaker) {
        Section section = breaker.has("failure-rate") ? breaker.section("failure-rate") : null;
        return section == null ? null : rule(section);
    }

    static @Nullable SlowCallRule slowCall(Section breaker, Limit attempt) {
        Section section = breaker.has("slow-call") ? breaker.section("slow-call") : null;
        if (section == null) {
            return null;
        }
        long longerThan = section.duration("longer-than", 2 * SECOND, 1);
        if (attempt.exists() && longerThan >= attempt.nanos()) {
            section.warning("longer-than", "is not shorter than timeout, which ends the attempt before");
        }
        return new SlowCallRule(longerThan, rule(section));
    }

    private static RateRule rule(Section section) {
        return new RateRule(
                section.percent("percent", 50),
                section.duration("window", 30 * SECOND, SECOND, 3600 * SECOND, "from 1s to 1h"),
                section.integer("minimum-calls", 20, 1));
    }
}
