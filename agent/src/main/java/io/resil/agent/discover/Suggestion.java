package io.resil.agent.discover;

import io.resil.agent.route.Mode;
import io.resil.agent.route.UrlPattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A {@code resil.yaml} to start from: a service for each address, the evidence above each number, what holds by default
 * left out. For one thread.
 */
final class Suggestion {

    /** The fewest of which a 99th percentile can be told. */
    private static final int FEWEST_CALLS = 100;

    /** What the breaker takes when it is told nothing else; longer attempts need longer ones. */
    private static final long BUILT_IN_RECOVERY_SECONDS = 60;

    private static final long BUILT_IN_PROBE_SECONDS = 30;

    /** From this share on, five failures in a row come by chance. */
    private static final double OFTEN = 0.1;

    /** From this share on, they are no chance. */
    private static final double MOSTLY = 0.5;

    /** How rarely a breaker may open by chance: once in so many calls. */
    private static final double RARELY = 1e6;

    private static final double THROTTLED_OF_NOTE = 0.01;

    private final String version;
    private final ServiceIds ids;
    private final StringBuilder yaml = new StringBuilder();

    Suggestion(String version, Collection<String> takenIds) {
        this.version = version;
        this.ids = new ServiceIds(takenIds);
    }

    /** @param hosts the busiest first */
    String of(List<HostSnapshot> hosts) {
        List<HostSnapshot> addresses = addresses(hosts);
        line("# Suggested by resil-agent " + version + " from calls that no service governs.");
        line("# Times are those of answers: up to their heads, or their ends where the client takes them whole.");
        writeMode();
        boolean any = false;
        for (HostSnapshot address : addresses) {
            any |= isSuggested(address);
        }
        line(any ? "services:" : "services: {}");
        for (HostSnapshot address : addresses) {
            if (isSuggested(address)) {
                writeService(address);
            } else {
                writeRefusal(address);
            }
        }
        if (addresses.isEmpty()) {
            line("# No such call was seen yet.");
        }
        return yaml.toString();
    }

    private static List<HostSnapshot> addresses(List<HostSnapshot> hosts) {
        Map<String, HostSnapshot> byUrl = new LinkedHashMap<>();
        for (HostSnapshot host : hosts) {
            HostSnapshot before = byUrl.get(host.url());
            byUrl.put(host.url(), before == null ? host : before.and(host));
        }
        List<HostSnapshot> addresses = new ArrayList<>(byUrl.values());
        addresses.sort(HostSnapshot.BUSIEST_FIRST);
        return addresses;
    }

    private void writeMode() {
        for (Mode mode : Mode.values()) {
            if (mode.key().equals("observe")) {
                line("# observe counts what the policies would do, and does nothing; then change it to enforce.");
                line("mode: observe");
                return;
            }
        }
        line("# Start with observe, which changes nothing, as soon as this version of the agent has it.");
        line("mode: enforce");
    }

    private static boolean isSuggested(HostSnapshot host) {
        return host.calls() >= FEWEST_CALLS && isUrl(host.url());
    }

    private static boolean isUrl(String url) {
        try {
            return !UrlPattern.parse(url).isWildcard();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void writeRefusal(HostSnapshot host) {
        line("");
        if (host.calls() >= FEWEST_CALLS) {
            line("  # " + count(host.calls()) + " calls; a configuration cannot name this host:");
        } else {
            line("  # Only " + host.calls() + " of the " + FEWEST_CALLS + " calls that it takes to suggest anything:");
        }
        line("  # " + ids.of(host.host) + ":");
        line("  #   url: " + host.url());
    }

    private void writeService(HostSnapshot host) {
        line("");
        line("  # " + count(host.calls()) + " calls by " + String.join(" and ", host.clients) + ", "
                + HostLine.rate(host) + ", " + HostLine.percent(host.failedShare()) + " failed");
        line("  " + ids.of(host.host) + ":");
        line("    url: " + host.url());
        long timeoutSeconds = writeTimeout(host);
        writeBreaker(host, timeoutSeconds);
        if (host.throttled() >= host.calls() * THROTTLED_OF_NOTE) {
            line("    # " + count(host.throttled())
                    + " calls were answered 429: it is called more often than it allows;"
                    + " max-concurrent would slow you down");
        }
    }

    /** @return what an attempt may take */
    private long writeTimeout(HostSnapshot host) {
        if (host.hasUntimed) {
            line("    # " + (host.hasTimed ? "some calls" : "calls") + " had no timeout of their own");
        }
        if (host.answered() < FEWEST_CALLS) {
            line("    # only " + host.answered() + " calls were answered: the built-in timeout until more is known");
            return 0;
        }
        long p99 = host.percentileNanos(99);
        long seconds = FriendlyTime.secondsOf(2 * p99);
        String timeout = FriendlyTime.text(seconds);
        line("    # p99 " + HostLine.millis(p99) + " over " + count(host.answered()) + " calls: timeout " + timeout);
        line("    timeout: " + timeout);
        return seconds;
    }

    private void writeBreaker(HostSnapshot host, long timeoutSeconds) {
        List<String> settings = new ArrayList<>();
        double failed = host.failedShare();
        if (failed >= MOSTLY) {
            line("    # most calls fail: find out whether this host is meant to be called at all");
        } else if (failed >= OFTEN) {
            int threshold = (int) Math.ceil(Math.log(RARELY) / -Math.log(failed));
            line("    # " + HostLine.percent(failed) + " failed, so five in a row come by chance; " + threshold
                    + " do not");
            settings.add("failure-threshold: " + threshold);
        }
        if (timeoutSeconds > BUILT_IN_PROBE_SECONDS) {
            line("    # as long as an attempt may take");
            settings.add("probe-timeout: " + FriendlyTime.text(timeoutSeconds));
        }
        if (timeoutSeconds > BUILT_IN_RECOVERY_SECONDS) {
            settings.add("recovery-timeout: " + FriendlyTime.text(timeoutSeconds));
        }
        if (!settings.isEmpty()) {
            line("    breaker: { " + String.join(", ", settings) + " }");
        }
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }
}
