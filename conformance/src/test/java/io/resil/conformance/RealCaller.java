package io.resil.conformance;

import io.resil.conformance.CallerNeeds.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A caller in the time of the machine, with the smallest times of the order that a scenario wants. */
abstract class RealCaller implements Caller {

    static final Duration DEADLINE = Duration.ofSeconds(1);
    static final Duration WITHIN_DEADLINE = Duration.ofMillis(200);
    static final int TO_BEYOND_DEADLINE = 10;

    private final Breaker breaker;

    RealCaller(Breaker breaker) {
        this.breaker = breaker;
    }

    /** For a breaker that is to stay open, an hour; else short. */
    static Duration recovery(CallerNeeds needs) {
        return needs.backoff() == Backoff.BEYOND_RECOVERY ? RealBreaker.RECOVERY : Duration.ofHours(1);
    }

    static Duration backoff(CallerNeeds needs) {
        return switch (needs.backoff()) {
            case SHORT -> Duration.ofMillis(10);
            case BEYOND_RECOVERY -> RealBreaker.RECOVERY.plusMillis(500);
            case BEYOND_DEADLINE -> WITHIN_DEADLINE;
            case ENDLESS -> Duration.ofHours(1);
        };
    }

    @Override
    public Breaker breaker() {
        return breaker;
    }

    @Override
    public CallResult call(Script script) {
        if (!script.method.equals("GET")) {
            throw new Missing("knows no HTTP: what may be sent again is left to a predicate of the user");
        }
        long begun = System.nanoTime();
        Integer status = null;
        Throwable failure = null;
        try {
            status = send(script);
        } catch (Throwable thrown) {
            failure = thrown;
            if (script.sent() == 0) {
                throw new IllegalStateException("nothing was sent", thrown);
            }
        }
        boolean late = System.nanoTime() - begun >= DEADLINE.toNanos();
        return new CallResult(orZero(status), failure, late);
    }

    private static int orZero(@Nullable Integer status) {
        return status == null ? 0 : status;
    }

    /** Has the library make the call. */
    abstract int send(Script script) throws Throwable;
}
