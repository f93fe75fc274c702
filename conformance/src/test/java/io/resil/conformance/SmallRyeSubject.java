package io.resil.conformance;

import io.resil.conformance.BreakerNeeds.ClockKind;
import io.resil.conformance.BreakerNeeds.Loss;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/** By its guards, which run a call themselves and give no permits away. They take no clock. */
final class SmallRyeSubject implements Subject {

    private static final TypeLiteral<CompletionStage<String>> STAGE = new TypeLiteral<CompletionStage<String>>() {};
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final String version;

    SmallRyeSubject(String version) {
        this.version = version;
    }

    @Override
    public String name() {
        return "SmallRye Fault Tolerance " + version;
    }

    @Override
    public Map<String, String> remarks() {
        String hanging = "with a timeout in the guard, which makes it a failure; without one no call passes any more";
        return Map.of(
                "consecutive", "as a rolling window as long as the threshold, at a ratio of 1",
                "hanging-probe", hanging,
                "lost-then-late", hanging,
                "forced-closed", "by `CircuitBreakerMaintenance.reset`",
                "cancelled-probe", "it counts as a failure, or, with `skipOn`, as a success that closes",
                "rejected-retry",
                        "with `abortOn(CircuitBreakerOpenException.class)` in the retry; a predicate of the user"
                                + " that looks at the breaker would help",
                "probe-retry", "a predicate of the user that looks at the breaker would help",
                "deadline", "`maxDuration` is looked at after the wait, which it does not shorten");
    }

    @Override
    public Breaker breaker(BreakerNeeds needs) {
        if (needs.clock() == ClockKind.PUT_BACK) {
            throw new Missing("decides by `System.nanoTime`, which is never put back");
        }
        if (needs.clock() == ClockKind.WRAPPING) {
            throw new Missing("its guards take no clock");
        }
        if (needs.loss() == Loss.LOST_PERMIT) {
            throw new Missing("gives no permits away: it runs the call itself");
        }
        String name = newName();
        Guard.Builder guard = guarded(name, needs.threshold(), RealBreaker.RECOVERY);
        if (needs.loss() == Loss.HANGING_CALL) {
            guard.withTimeout().duration(500, ChronoUnit.MILLIS).done();
        }
        return new GuardBreaker(guard.build(), name);
    }

    private static String newName() {
        return "service-" + NAMES.incrementAndGet();
    }

    private static Guard.Builder guarded(String name, int threshold, Duration recovery) {
        return Guard.create()
                .withCircuitBreaker()
                .name(name)
                .requestVolumeThreshold(threshold)
                .failureRatio(1)
                .successThreshold(1)
                .delay(recovery.toMillis(), ChronoUnit.MILLIS)
                .done();
    }

    /** A guard that retries around one that breaks. */
    @Override
    public Caller caller(CallerNeeds needs) {
        String name = newName();
        Guard breaker =
                guarded(name, needs.threshold(), RealCaller.recovery(needs)).build();
        Guard retry = retry(needs);
        return new RealCaller(new GuardBreaker(breaker, name)) {
            @Override
            int send(Script script) throws Exception {
                return retry.call(() -> breaker.call(script::send, Integer.class), Integer.class);
            }
        };
    }

    private static Guard retry(CallerNeeds needs) {
        Guard.Builder.RetryBuilder retry = Guard.create()
                .withRetry()
                .maxRetries(needs.retries() ? CallerNeeds.MAX_RETRIES : 0)
                .retryOn(IOException.class)
                .jitter(0, ChronoUnit.MILLIS)
                .abortOn(CircuitBreakerOpenException.class)
                .delay(RealCaller.backoff(needs).toMillis(), ChronoUnit.MILLIS)
                .maxDuration(1, ChronoUnit.DAYS);
        if (needs.hasDeadline()) {
            retry.maxDuration(RealCaller.DEADLINE.toMillis(), ChronoUnit.MILLIS)
                    .withExponentialBackoff()
                    .factor(RealCaller.TO_BEYOND_DEADLINE)
                    .maxDelay(RealCaller.DEADLINE.minusMillis(100).toMillis(), ChronoUnit.MILLIS)
                    .done();
        }
        return retry.done().build();
    }

    /** Each call is a stage that somebody completes later. */
    private static final class GuardBreaker extends RealBreaker {

        private final Guard guard;
        private final String name;

        GuardBreaker(Guard guard, String name) {
            this.guard = guard;
            this.name = name;
        }

        @Override
        public BreakerState state() {
            return BreakerState.valueOf(
                    CircuitBreakerMaintenance.get().currentState(name).name());
        }

        @Override
        public void forceClosed() {
            CircuitBreakerMaintenance.get().reset(name);
        }

        @Override
        public @Nullable Passage tryPass() {
            CompletableFuture<String> call = new CompletableFuture<>();
            AtomicBoolean passed = new AtomicBoolean();
            CompletionStage<String> end = guard.get(
                    () -> {
                        passed.set(true);
                        return call;
                    },
                    STAGE);
            RealTime.await(() -> passed.get() || end.toCompletableFuture().isDone());
            return passed.get() ? new StagePassage(call, end) : null;
        }

        @Override
        public void passProbeTime() {
            RealTime.await(() -> state() != BreakerState.HALF_OPEN);
            super.passProbeTime();
        }
    }
}
