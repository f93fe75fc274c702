package io.resil.agent.discover;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of the calls of one client to one host. An answered call writes one counter, of a stripe that threads
 * share by chance only; a stripe has 1 kB and is made when a thread first needs it. Thread-safe.
 */
final class SeenHost {

    static final int BROKEN = 0;
    static final int SERVER_ERRORS = 1;
    static final int THROTTLED = 2;
    static final int UNPROVEN = 3;
    private static final int RARE = 4;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int STRIPES = 4;

    final String client;
    final boolean https;
    final int port;

    /** As {@link HostName} keeps it. */
    final String name;

    private final long firstSeen;
    private final AtomicReferenceArray<@Nullable AnswerTimes> stripes = new AtomicReferenceArray<>(STRIPES);
    private final AtomicLongArray rare = new AtomicLongArray(RARE);
    private volatile boolean hasTimed;
    private volatile boolean hasUntimed;

    SeenHost(String client, boolean https, int port, String name, long now) {
        this.client = client;
        this.https = https;
        this.port = port;
        this.name = name;
        this.firstSeen = now;
    }

    boolean isAtSameAddressAs(SeenHost other) {
        return this == other || (port == other.port && https == other.https && name.equals(other.name));
    }

    /** Whether the application limits the wait for the response of a call. */
    void timed(boolean limited) {
        if (limited && !hasTimed) {
            hasTimed = true;
        } else if (!limited && !hasUntimed) {
            hasUntimed = true;
        }
    }

    /**
     * A call has ended.
     *
     * @param begun nanoseconds of the ticker
     * @param status 0 when there is none
     */
    void ended(long begun, long now, int status, @Nullable Throwable failure) {
        AnswerTimes times = stripe();
        times.seen(now);
        if (status > 0) {
            times.record(now - begun);
            if (status >= FIRST_SERVER_ERROR) {
                rare.incrementAndGet(SERVER_ERRORS);
            } else if (status == TOO_MANY_REQUESTS) {
                rare.incrementAndGet(THROTTLED);
            }
        } else {
            rare.incrementAndGet(HostFailures.isOfHost(failure) ? BROKEN : UNPROVEN);
        }
    }

    private AnswerTimes stripe() {
        int index = (int) Thread.currentThread().getId() & (STRIPES - 1);
        AnswerTimes stripe = stripes.get(index);
        return stripe != null ? stripe : newStripe(index);
    }

    private AnswerTimes newStripe(int index) {
        AnswerTimes made = new AnswerTimes();
        stripes.compareAndSet(index, null, made); // or another thread was first, and its stripe counts
        AnswerTimes present = stripes.get(index);
        return present != null ? present : made;
    }

    HostSnapshot snapshot(long now) {
        long[] times = new long[AnswerTimes.BUCKETS];
        long lastAgo = now - firstSeen;
        for (int i = 0; i < STRIPES; i++) {
            AnswerTimes stripe = stripes.get(i);
            if (stripe != null) {
                stripe.addTo(times);
                lastAgo = Math.min(lastAgo, now - stripe.lastSeen());
            }
        }
        long[] counts = new long[RARE];
        for (int i = 0; i < RARE; i++) {
            counts[i] = rare.get(i);
        }
        return new HostSnapshot(this, times, counts, now - firstSeen, lastAgo, hasTimed, hasUntimed);
    }
}
