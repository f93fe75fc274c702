package io.resil.agent.discover;

import io.resil.agent.call.Origin;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** What was counted of one host at one moment, of one client or of several. Immutable. */
final class HostSnapshot {

    static final Comparator<HostSnapshot> BUSIEST_FIRST = new Comparator<HostSnapshot>() {
        @Override
        public int compare(HostSnapshot a, HostSnapshot b) {
            int byCalls = Long.compare(b.calls(), a.calls());
            if (byCalls != 0) {
                return byCalls;
            }
            int byUrl = a.url().compareTo(b.url());
            return byUrl != 0 ? byUrl : a.clients.toString().compareTo(b.clients.toString());
        }
    };

    private static final double NANOS_PER_SECOND = 1e9;

    final SeenHost host;
    final Set<String> clients;
    final boolean hasTimed;
    final boolean hasUntimed;

    /** Since the first call, nanoseconds. */
    final long age;

    /** Since the last call ended, nanoseconds. */
    final long lastAgo;

    private final long[] times;
    private final long[] counts;
    private final long answered;

    HostSnapshot(
            SeenHost host, long[] times, long[] counts, long age, long lastAgo, boolean hasTimed, boolean hasUntimed) {
        this(host, Collections.singleton(host.client), times, counts, age, lastAgo, hasTimed, hasUntimed);
    }

    private HostSnapshot(
            SeenHost host,
            Set<String> clients,
            long[] times,
            long[] counts,
            long age,
            long lastAgo,
            boolean hasTimed,
            boolean hasUntimed) {
        this.host = host;
        this.clients = clients;
        this.times = times;
        this.counts = counts;
        this.age = age;
        this.lastAgo = lastAgo;
        this.hasTimed = hasTimed;
        this.hasUntimed = hasUntimed;
        this.answered = sum(times);
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    /** With what another client saw of the same address. */
    HostSnapshot and(HostSnapshot other) {
        Set<String> all = new TreeSet<>(clients);
        all.addAll(other.clients);
        return new HostSnapshot(
                host,
                all,
                added(times, other.times),
                added(counts, other.counts),
                Math.max(age, other.age),
                Math.min(lastAgo, other.lastAgo),
                hasTimed || other.hasTimed,
                hasUntimed || other.hasUntimed);
    }

    private static long[] added(long[] some, long[] more) {
        long[] sums = some.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
        return sums;
    }

    /** {@code http://files:6002}; without the port when it is the scheme's own. */
    String url() {
        String named = host.name.indexOf(':') < 0 ? host.name : "[" + host.name + "]";
        boolean own = host.port == Origin.ownPort(host.https);
        return (host.https ? "https://" : "http://") + named + (own ? "" : ":" + host.port);
    }

    /** That have ended. */
    long calls() {
        return answered + counts[SeenHost.BROKEN] + counts[SeenHost.UNPROVEN];
    }

    long answered() {
        return answered;
    }

    /** By an exception that says something of the host, or a status of 500 and more. */
    long failures() {
        return counts[SeenHost.BROKEN] + counts[SeenHost.SERVER_ERRORS];
    }

    long serverErrors() {
        return counts[SeenHost.SERVER_ERRORS];
    }

    /** Answers 429. */
    long throttled() {
        return counts[SeenHost.THROTTLED];
    }

    double failedShare() {
        return calls() == 0 ? 0 : (double) failures() / calls();
    }

    /** On the average since the first call, counted as a second at least. */
    double callsPerSecond() {
        return calls() / Math.max(1, age / NANOS_PER_SECOND);
    }

    /** Of the answered calls, nanoseconds; 0 when there are none. */
    long percentileNanos(double percent) {
        long rank = Math.max(1, (long) Math.ceil(answered * percent / 100));
        long seen = 0;
        for (int i = 0; i < times.length; i++) {
            seen += times[i];
            if (seen >= rank) {
                return AnswerTimes.longestOf(i) * 1000;
            }
        }
        return 0;
    }
}
