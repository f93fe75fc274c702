package io.resil.agent.config;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keys that exist, with dots between the levels; also those that this version knows but does not support. */
final class Keys {

    /** What is below has the names of headers. */
    private static final String FREE = "fallback.headers.";

    private static final String[] OF_A_SERVICE_ALONE = {"name", "url", "urls"};

    private static final String[] OF_SERVICE_AND_DEFAULTS = {
        "mode",
        "timeout",
        "connect-timeout",
        "idle-timeout",
        "deadline",
        "retry",
        "retry.max-retries",
        "retry.backoff",
        "retry.multiplier",
        "retry.max-backoff",
        "retry.jitter",
        "retry.statuses",
        "retry.methods",
        "retry.unanswered-methods",
        "retry.timeouts",
        "retry.max-retry-after",
        "retry.max-waiting",
        "retry.budget",
        "retry.budget.ratio",
        "retry.budget.min-per-second",
        "breaker",
        "breaker.failure-threshold",
        "breaker.recovery-timeout",
        "breaker.failure-statuses",
        "breaker.scope",
        "breaker.failure-rate",
        "breaker.failure-rate.percent",
        "breaker.failure-rate.window",
        "breaker.failure-rate.minimum-calls",
        "breaker.slow-call",
        "breaker.slow-call.longer-than",
        "breaker.slow-call.percent",
        "breaker.slow-call.window",
        "breaker.slow-call.minimum-calls",
        "breaker.max-recovery-timeout",
        "breaker.probe-timeout",
        "breaker.on-open",
        "max-concurrent",
        "token",
        "token.header",
        "token.value",
        "token.file",
        "fallback",
        "fallback.status",
        "fallback.headers",
        "fallback.body",
        "fallback.body-file",
        "fallback.last-good",
        "fallback.last-good.max-age",
        "fallback.last-good.max-entries",
        "fallback.last-good.max-body",
        "fallback.last-good.vary-on"
    };

    static final Keys OF_FILE = new Keys(
            new String[] {
                "mode",
                "log",
                "log.target",
                "log.level",
                "status",
                "status.port",
                "status.bind",
                "status.critical",
                "defaults",
                "services"
            },
            new String[0]);
    static final Keys OF_DEFAULTS = new Keys(OF_SERVICE_AND_DEFAULTS, new String[0]);
    static final Keys OF_SERVICE = new Keys(OF_SERVICE_AND_DEFAULTS, OF_A_SERVICE_ALONE);

    final Set<String> all = new HashSet<>();

    private Keys(String[] some, String[] more) {
        all.addAll(Arrays.asList(some));
        all.addAll(Arrays.asList(more));
    }

    boolean contains(String key) {
        return all.contains(key) || (key.startsWith(FREE) && all.contains(FREE.substring(0, FREE.length() - 1)));
    }

    /** The key whose place in an environment variable is taken by {@code name}; null when there is none. */
    @Nullable
    String ofVariable(String name) {
        for (String key : all) {
            if (inVariable(key).equals(name)) {
                return key;
            }
        }
        return null;
    }

    /** As it is written in an environment variable: {@code retry.max-retries} becomes {@code RETRY_MAX_RETRIES}. */
    static String inVariable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** What could have been meant by an unknown key below {@code prefix}, which ends with a dot or is empty. */
    @Nullable
    String nearest(String prefix, String unknown) {
        Set<String> here = new HashSet<>();
        String elsewhere = null;
        for (String key : all) {
            if (key.startsWith(prefix) && key.indexOf('.', prefix.length()) < 0) {
                here.add(key.substring(prefix.length()));
            } else if (key.endsWith("." + unknown)) {
                elsewhere = key;
            }
        }
        String near = Spelling.nearest(unknown, here);
        return near != null ? near : elsewhere;
    }
}
