package io.resil.agent.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Lets one event a second through and counts those it holds back. Thread-safe, lock-free. */
final class OneASecond {

    static final long HELD_BACK = -1;

    private static final long NEVER = Long.MIN_VALUE;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong lastAt = new AtomicLong(NEVER);
    private final LongAdder heldBack = new LongAdder();

    /**
     * @param now monotonic nanoseconds
     * @return how many were held back since the last that passed, or {@link #HELD_BACK} when this one is
     */
    long pass(long now) {
        long last = lastAt.get();
        if ((last == NEVER || now - last >= SECOND) && lastAt.compareAndSet(last, now)) {
            return heldBack.sumThenReset();
        }
        heldBack.increment();
        return HELD_BACK;
    }
}
