package io.resil.agent.breaker;

import java.util.concurrent.atomic.AtomicLong;

/** Says yes so many times in each second, counted from its creation. Thread-safe, without locks. */
public final class TraceLimit {

    private static final long SECOND = 1_000_000_000L;
    private static final int COUNT_BITS = 8;
    private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final int perSecond;
    private final long origin;
    /** The second, and in the lowest bits how often it said yes in it. */
    private final AtomicLong used = new AtomicLong();

    /** @param perSecond at most 255 */
    public TraceLimit(int perSecond, long now) {
        this.perSecond = perSecond;
        this.origin = now;
    }

    public boolean tryTake(long now) {
        long second = (now - origin) / SECOND;
        while (true) {
            long before = used.get();
            // a thread that read the clock before the others counts in their second
            boolean begins = second > before >>> COUNT_BITS;
            if (!begins && (before & COUNT_MASK) >= perSecond) {
                return false;
            }
            if (used.compareAndSet(before, begins ? second << COUNT_BITS | 1 : before + 1)) {
                return true;
            }
        }
    }
}
