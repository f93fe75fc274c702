package io.resil.agent.breaker;

import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A breaker in virtual time, its calls told one by one. Its clock begins shortly before it wraps. */
final class BreakerScene {

    static final Duration RECOVERY = Duration.ofSeconds(60);
    static final int NEVER = 1_000_000;

    final List<String> transitions = new ArrayList<>();
    final Deque<Double> draws = new ArrayDeque<>();
    final CircuitBreaker breaker;
    long now = Long.MAX_VALUE - Duration.ofSeconds(7).toNanos();

    BreakerScene(BreakerSettings settings) {
        breaker = new CircuitBreaker(
                settings,
                transition -> transitions.add(transition.toString()),
                () -> now,
                () -> 0,
                draws::remove,
                BreakerState.CLOSED);
    }

    static BreakerSettings settings(
            int threshold, @Nullable RateRule failureRate, @Nullable SlowCallRule slowCall, Duration maxRecovery) {
        return new BreakerSettings(
                threshold,
                RECOVERY.toNanos(),
                Duration.ofSeconds(30).toNanos(),
                StatusSet.NONE,
                failureRate,
                slowCall,
                maxRecovery.toNanos(),
                false);
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    Grant admitted() {
        return (Grant) breaker.tryAcquire();
    }

    boolean isRejecting() {
        return breaker.tryAcquire() instanceof Rejection;
    }

    void ends(Grant permit, Verdict verdict, Duration time) {
        breaker.record(permit, verdict, time.toNanos(), now, verdict == Verdict.FAILURE ? "status 503" : "");
    }

    void calls(int times, Verdict verdict, Duration time) {
        for (int i = 0; i < times; i++) {
            ends(admitted(), verdict, time);
        }
    }

    void calls(int times, Verdict verdict) {
        calls(times, verdict, Duration.ofMillis(5));
    }

    BreakerState state() {
        return breaker.snapshot().state;
    }

    String openedBecause() {
        return breaker.snapshot().openedBecause;
    }
}
