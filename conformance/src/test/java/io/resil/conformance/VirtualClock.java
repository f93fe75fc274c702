package io.resil.conformance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that a scenario turns, as a monotonic one and as one of the wall that can be put back. Thread-safe. */
final class VirtualClock extends Clock {

    private final AtomicLong nanos;
    private final AtomicLong wallMillis = new AtomicLong(1_750_000_000_000L);

    VirtualClock(long startNanos) {
        nanos = new AtomicLong(startNanos);
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        wallMillis.addAndGet(time.toMillis());
    }

    void putWallBack(Duration time) {
        wallMillis.addAndGet(-time.toMillis());
    }

    long nanos() {
        return nanos.get();
    }

    @Override
    public long millis() {
        return wallMillis.get();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
