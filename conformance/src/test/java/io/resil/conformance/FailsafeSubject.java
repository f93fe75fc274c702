package io.resil.conformance;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import dev.failsafe.Timeout;
import io.resil.conformance.BreakerNeeds.ClockKind;
import io.resil.conformance.BreakerNeeds.Loss;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Its breaker reads {@code System.nanoTime} and takes no other clock. */
final class FailsafeSubject implements Subject {

    private final String version;

    FailsafeSubject(String version) {
        this.version = version;
    }

    @Override
    public String name() {
        return "Failsafe " + version;
    }

    @Override
    public Map<String, String> remarks() {
        String hanging =
                "with a `Timeout` inside of the breaker, which makes it a failure; without one no call passes any more";
        return Map.of(
                "hanging-probe", hanging,
                "lost-then-late", hanging,
                "forced-open", "`open()` forces nothing: it is half-open again after the delay",
                "cancelled-probe",
                        "it counts as a failure, or, when the breaker does not handle it, as a success that closes",
                "rejected-retry",
                        "with `abortOn(CircuitBreakerOpenException.class)` in the retry; a predicate of the user"
                                + " that looks at the breaker would help",
                "probe-retry", "a predicate of the user that looks at the breaker would help",
                "deadline", "`withMaxDuration` cuts the wait to what is left, and sends once more at its end");
    }

    @Override
    public Breaker breaker(BreakerNeeds needs) {
        if (needs.clock() == ClockKind.PUT_BACK) {
            throw new Missing("decides by `System.nanoTime`, which is never put back");
        }
        if (needs.clock() == ClockKind.WRAPPING) {
            throw new Missing("takes no clock");
        }
        CircuitBreaker<String> breaker = breaker(needs.threshold(), RealBreaker.RECOVERY);
        return needs.loss() == Loss.HANGING_CALL ? new TimedFailsafeBreaker(breaker) : new FailsafeBreaker(breaker);
    }

    private static <R> CircuitBreaker<R> breaker(int threshold, Duration recovery) {
        return CircuitBreaker.<R>builder()
                .withFailureThreshold(threshold)
                .withSuccessThreshold(1)
                .withDelay(recovery)
                .build();
    }

    @Override
    public Caller caller(CallerNeeds needs) {
        CircuitBreaker<Integer> breaker = breaker(needs.threshold(), RealCaller.recovery(needs));
        RetryPolicyBuilder<Integer> retries = RetryPolicy.<Integer>builder()
                .handle(IOException.class)
                .abortOn(CircuitBreakerOpenException.class)
                .withMaxRetries(needs.retries() ? CallerNeeds.MAX_RETRIES : 0)
                .withDelay(RealCaller.backoff(needs));
        if (needs.hasDeadline()) {
            retries.withBackoff(RealCaller.WITHIN_DEADLINE, Duration.ofMinutes(1), RealCaller.TO_BEYOND_DEADLINE)
                    .withMaxDuration(RealCaller.DEADLINE);
        }
        FailsafeExecutor<Integer> executor = Failsafe.with(retries.build(), breaker);
        return new RealCaller(new FailsafeBreaker(breaker)) {
            @Override
            int send(Script script) {
                return executor.get(script::send);
            }
        };
    }

    private static class FailsafeBreaker extends RealBreaker {

        final CircuitBreaker<?> breaker;

        FailsafeBreaker(CircuitBreaker<?> breaker) {
            this.breaker = breaker;
        }

        @Override
        public @Nullable Passage tryPass() {
            return breaker.tryAcquirePermit() ? new Permit(breaker) : null;
        }

        @Override
        public BreakerState state() {
            return BreakerState.valueOf(breaker.getState().name());
        }

        @Override
        public void forceOpen() {
            breaker.open();
        }

        @Override
        public void forceClosed() {
            breaker.close();
        }
    }

    private record Permit(CircuitBreaker<?> breaker) implements Passage {

        @Override
        public void succeed() {
            breaker.recordSuccess();
        }

        @Override
        public void fail() {
            breaker.recordFailure();
        }

        @Override
        public void endNeutrally() {
            throw new Missing("knows success and failure only: what the breaker does not handle is a success");
        }
    }

    /** Its calls are asynchronous, each under a timeout. */
    private static final class TimedFailsafeBreaker extends FailsafeBreaker {

        private static final Duration LIMIT = Duration.ofMillis(500);

        private final FailsafeExecutor<String> executor;

        TimedFailsafeBreaker(CircuitBreaker<String> breaker) {
            super(breaker);
            executor = Failsafe.with(breaker).compose(Timeout.of(LIMIT));
        }

        @Override
        public @Nullable Passage tryPass() {
            CompletableFuture<String> call = new CompletableFuture<>();
            CompletableFuture<String> passed = new CompletableFuture<>();
            CompletableFuture<String> end = executor.getStageAsync(() -> {
                passed.complete("");
                return call;
            });
            RealTime.await(() -> passed.isDone() || end.isDone());
            return passed.isDone() ? new StagePassage(call, end) : null;
        }

        @Override
        public void passProbeTime() {
            RealTime.await(() -> breaker.getState() != CircuitBreaker.State.HALF_OPEN);
        }
    }
}
