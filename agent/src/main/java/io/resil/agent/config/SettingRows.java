package io.resil.agent.config;

import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.breaker.RateRule;
import io.resil.agent.fallback.FallbackSettings;
import io.resil.agent.fallback.LastGoodSettings;
import io.resil.agent.retry.RetrySettings;
import io.resil.agent.route.Mode;
import io.resil.agent.route.ServiceSettings;
import io.resil.agent.timeout.Limit;
import io.resil.agent.token.TokenSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every setting of a service as it applies, and where it came from; never the value of a token. For one use. */
final class SettingRows {

    private static final String NONE = "none";

    private final Provenance from;
    private final List<String[]> rows = new ArrayList<>();

    private SettingRows(Provenance from) {
        this.from = from;
    }

    /** Each of three: key, value, origin; in the order of the specification. */
    static List<String[]> of(ServiceSettings service, Mode modeOfAll, Provenance from) {
        SettingRows rows = new SettingRows(from);
        rows.row("name", service.name);
        rows.mode(service.mode, modeOfAll);
        rows.timeouts(service);
        rows.retry(service.retry);
        rows.breaker(service.breaker);
        rows.row("max-concurrent", service.maxConcurrent == 0 ? NONE : service.maxConcurrent);
        rows.token(service.token);
        rows.fallback(service.fallback);
        return rows.rows;
    }

    private void row(String key, Object value) {
        row(key, value, from.of(key));
    }

    private void row(String key, Object value, String origin) {
        rows.add(new String[] {key, value.toString(), origin});
    }

    /** Switched off: by itself, or by the key below it that comes to the same. */
    private void none(String key, String keyBelow) {
        row(key, NONE, from.of(from.isSet(keyBelow) ? keyBelow : key));
    }

    private void mode(Mode mode, Mode modeOfAll) {
        boolean isOfAll = !from.isSet("mode") || modeOfAll == Mode.OFF;
        row("mode", mode.key(), isOfAll ? from.ofTop("mode") : from.of("mode"));
    }

    // ---- time

    private void timeouts(ServiceSettings service) {
        Limit attempt = service.timeouts.attempt;
        Limit deadline = service.timeouts.deadline;
        boolean isCut = attempt.isBuiltIn() && !deadline.isBuiltIn() && deadline.equals(configured(attempt));
        limit("timeout", attempt, isCut ? ", cut to the deadline" : "");
        limit("connect-timeout", service.timeouts.connect, "");
        limit("idle-timeout", service.timeouts.idle, "");
        boolean isRaised = deadline.exists() && isOtherwise("deadline", deadline.nanos(), 30_000_000_000L);
        limit("deadline", deadline, isRaised ? ", raised to one timeout" : "");
    }

    private static Limit configured(Limit limit) {
        return Limit.configured(limit.nanos());
    }

    private void limit(String key, Limit limit, String note) {
        row(key, limit.exists() ? time(limit.nanos()) : NONE, from.of(key) + note);
    }

    /** Whether something else applies than what is written, or built in. */
    private boolean isOtherwise(String key, long nanos, long builtIn) {
        return nanos != (from.isSet(key) ? Durations.parse(from.text(key)) : builtIn);
    }

    private void duration(String key, long nanos) {
        row(key, time(nanos));
    }

    private static String time(long nanos) {
        return Durations.written(nanos);
    }

    // ---- retry

    private void retry(@Nullable RetrySettings retry) {
        if (retry == null) {
            none("retry", "retry.max-retries");
            return;
        }
        row("retry.max-retries", retry.maxRetries);
        duration("retry.backoff", retry.backoffNanos);
        row("retry.multiplier", number(retry.multiplier));
        boolean isRaised = !from.isSet("retry.max-backoff") && retry.maxBackoffNanos == retry.backoffNanos;
        row(
                "retry.max-backoff",
                timeOrNone(retry.maxBackoffNanos),
                from.of("retry.max-backoff") + (isRaised ? ", raised to backoff" : ""));
        row("retry.jitter", number(retry.jitter));
        row("retry.statuses", retry.statuses);
        row("retry.methods", retry.methods);
        row("retry.unanswered-methods", retry.unansweredMethods);
        row("retry.timeouts", retry.timeouts);
        row("retry.max-retry-after", timeOrNone(retry.maxRetryAfterNanos));
        row("retry.max-waiting", retry.maxWaiting == Integer.MAX_VALUE ? NONE : retry.maxWaiting);
        if (retry.budget == null) {
            row("retry.budget", NONE);
        } else {
            row("retry.budget.ratio", number(retry.budget.ratio));
            row("retry.budget.min-per-second", number(retry.budget.minPerSecond));
        }
    }

    private static String timeOrNone(long nanos) {
        return nanos >= Durations.LONGEST ? NONE : time(nanos);
    }

    /** Whole numbers without their decimals. */
    private static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    // ---- breaker

    private void breaker(@Nullable BreakerSettings breaker) {
        if (breaker == null) {
            row("breaker", NONE);
            return;
        }
        row("breaker.failure-threshold", breaker.failureThreshold);
        duration("breaker.recovery-timeout", breaker.recoveryNanos);
        row("breaker.max-recovery-timeout", breaker.maxRecoveryNanos == 0 ? NONE : time(breaker.maxRecoveryNanos));
        duration("breaker.probe-timeout", breaker.probeNanos);
        row("breaker.failure-statuses", breaker.failureStatuses);
        String scope = breaker.perOrigin ? "origin" : "service";
        row("breaker.scope", from.text("breaker.scope").equals(scope) ? scope : scope + " (auto)");
        rate("breaker.failure-rate", breaker.failureRate);
        if (breaker.slowCall != null) {
            duration("breaker.slow-call.longer-than", breaker.slowCall.longerThanNanos);
        }
        rate("breaker.slow-call", breaker.slowCall == null ? null : breaker.slowCall.rate);
        row("breaker.on-open", breaker.answersWhenOpen ? "response" : "exception");
    }

    private void rate(String key, @Nullable RateRule rule) {
        if (rule == null) {
            row(key, NONE);
            return;
        }
        row(key + ".percent", rule.percent);
        duration(key + ".window", rule.windowNanos);
        row(key + ".minimum-calls", rule.minimumCalls);
    }

    // ---- token and fallback

    private void token(@Nullable TokenSettings token) {
        if (token == null) {
            row("token", NONE);
            return;
        }
        row("token.header", token.header);
        Value file = from.value("token.file");
        if (token.file != null && file != null) {
            row("token.file", file.shown());
        } else {
            row("token.value", "***");
        }
    }

    private void fallback(@Nullable FallbackSettings fallback) {
        if (fallback == null) {
            row("fallback", NONE);
            return;
        }
        if (fallback.answer != null) {
            row("fallback.status", fallback.answer.status());
            optional("fallback.headers", "set");
            optional("fallback.body", "set");
            optional("fallback.body-file", from.text("fallback.body-file"));
        }
        lastGood(fallback.lastGood);
    }

    private void optional(String key, String value) {
        if (from.isSet(key)) {
            row(key, value);
        }
    }

    private void lastGood(@Nullable LastGoodSettings lastGood) {
        if (lastGood == null) {
            row("fallback.last-good", NONE);
            return;
        }
        duration("fallback.last-good.max-age", lastGood.maxAgeNanos);
        row("fallback.last-good.max-entries", lastGood.maxEntries);
        row("fallback.last-good.max-body", Sizes.written(lastGood.maxBodyBytes));
        row("fallback.last-good.vary-on", lastGood.varyOn);
    }
}
