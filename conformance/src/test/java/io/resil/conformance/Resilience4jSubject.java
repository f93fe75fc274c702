package io.resil.conformance;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.resil.conformance.BreakerNeeds.ClockKind;
import io.resil.conformance.BreakerNeeds.Loss;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes a clock for the time it stays open; what it schedules runs in the time of the machine. */
final class Resilience4jSubject implements Subject {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Duration LONGEST_HALF_OPEN = Duration.ofSeconds(2);

    private final String version;

    Resilience4jSubject(String version) {
        this.version = version;
    }

    @Override
    public String name() {
        return "Resilience4j " + version;
    }

    @Override
    public Map<String, String> remarks() {
        String halfOpen =
                "with `maxWaitDurationInHalfOpenState` set, which opens it again after that time; by default it"
                        + " stays HALF_OPEN and rejects for ever";
        return Map.of(
                "consecutive",
                "as a count-based window as long as the threshold, at 100 %",
                "hanging-probe",
                halfOpen,
                "lost-permit",
                halfOpen,
                "neutral-probe",
                "by `releasePermission`, or `ignoreExceptions`",
                "cancelled-probe",
                "with `ignoreExceptions(InterruptedException.class)`; by default it counts as a failure",
                "clock-back",
                "with `automaticTransitionFromOpenToHalfOpenEnabled`; by default it waits until the wall clock"
                        + " has caught up",
                "rejected-retry",
                "with `ignoreExceptions(CallNotPermittedException.class)` in the retry; a predicate of"
                        + " the user that looks at the breaker would help",
                "probe-retry",
                "a predicate of the user that looks at the breaker would help");
    }

    @Override
    public Breaker breaker(BreakerNeeds needs) {
        if (needs.clock() == ClockKind.WRAPPING) {
            throw new Missing("decides by a `java.time.Clock`, which does not wrap");
        }
        VirtualClock clock = new VirtualClock(0);
        boolean putBack = needs.clock() == ClockKind.PUT_BACK;
        CircuitBreakerConfig.Builder config = config(needs.threshold(), putBack ? RealBreaker.RECOVERY : RECOVERY)
                .clock(clock)
                .automaticTransitionFromOpenToHalfOpenEnabled(putBack);
        if (needs.loss() != Loss.NONE) {
            config.maxWaitDurationInHalfOpenState(LONGEST_HALF_OPEN);
        }
        return new VirtualBreaker(CircuitBreaker.of("service", config.build()), clock, needs);
    }

    private static CircuitBreakerConfig.Builder config(int threshold, Duration recovery) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(threshold, threshold, SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .waitDurationInOpenState(recovery)
                .permittedNumberOfCallsInHalfOpenState(1)
                .ignoreExceptions(InterruptedException.class);
    }

    @Override
    public Caller caller(CallerNeeds needs) {
        if (needs.hasDeadline()) {
            throw new Missing("its retry has no deadline");
        }
        CircuitBreaker breaker = CircuitBreaker.of(
                "service", config(needs.threshold(), RealCaller.recovery(needs)).build());
        RetryConfig retries = RetryConfig.custom()
                .maxAttempts(needs.retries() ? 1 + CallerNeeds.MAX_RETRIES : 1)
                .waitDuration(RealCaller.backoff(needs))
                .ignoreExceptions(CallNotPermittedException.class)
                .build();
        Retry retry = Retry.of("service", retries);
        return new RealCaller(new RealResilience4jBreaker(breaker)) {
            @Override
            int send(Script script) throws Throwable {
                return Retry.decorateCheckedSupplier(
                                retry, CircuitBreaker.decorateCheckedSupplier(breaker, script::send))
                        .get();
            }
        };
    }

    private static @Nullable Passage tryPass(CircuitBreaker breaker) {
        return breaker.tryAcquirePermission() ? new Permission(breaker) : null;
    }

    private record Permission(CircuitBreaker breaker) implements Passage {

        @Override
        public void succeed() {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }

        @Override
        public void fail() {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IOException("refused"));
        }

        @Override
        public void endNeutrally() {
            breaker.releasePermission();
        }
    }

    private record VirtualBreaker(CircuitBreaker breaker, VirtualClock clock, BreakerNeeds needs) implements Breaker {

        @Override
        public @Nullable Passage tryPass() {
            return Resilience4jSubject.tryPass(breaker);
        }

        @Override
        public BreakerState state() {
            return BreakerState.valueOf(breaker.getState().name());
        }

        /** Its clock compares with after, not with at. */
        @Override
        public void passRecoveryTime() {
            if (needs.clock() == ClockKind.PUT_BACK) {
                RealTime.await(() -> breaker.getState() == CircuitBreaker.State.HALF_OPEN);
            } else {
                clock.pass(RECOVERY.plusMillis(1));
            }
        }

        @Override
        public void passProbeTime() {
            RealTime.await(() -> breaker.getState() == CircuitBreaker.State.OPEN);
        }

        @Override
        public void forceOpen() {
            breaker.transitionToForcedOpenState();
        }

        @Override
        public void forceClosed() {
            breaker.transitionToClosedState();
        }

        @Override
        public void stepWallClockBack() {
            clock.putWallBack(Duration.ofHours(1));
        }
    }

    private static final class RealResilience4jBreaker extends RealBreaker {

        private final CircuitBreaker breaker;

        RealResilience4jBreaker(CircuitBreaker breaker) {
            this.breaker = breaker;
        }

        @Override
        public @Nullable Passage tryPass() {
            return Resilience4jSubject.tryPass(breaker);
        }

        @Override
        public BreakerState state() {
            return BreakerState.valueOf(breaker.getState().name());
        }
    }
}
