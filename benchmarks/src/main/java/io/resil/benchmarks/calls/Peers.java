package io.resil.benchmarks.calls;

import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.Timeout;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.resil.agent.timeout.DaemonThreads;
import io.smallrye.faulttolerance.api.Guard;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Other libraries, each set as near to the example as it can be, around a call that returns at once. None of them records
 * a latency or adds a token. Those with a time limit keep it each in its own way: Resilience4j for blocking code hands the
 * call to another thread, for stages it sets a timer, as Failsafe and SmallRye do.
 */
@State(Scope.Benchmark)
public class Peers {

    private static final String RESOURCE = "chroma";
    private static final Integer OK = 200;
    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final ThreadFactory DAEMONS = new DaemonThreads("peer");

    private final CircuitBreaker rejecting = rejecting();
    private final Supplier<Integer> counted = CircuitBreaker.decorateSupplier(
            CircuitBreaker.of("count", window(SlidingWindowType.COUNT_BASED)), Peers::answer);
    private final Supplier<Integer> timed = CircuitBreaker.decorateSupplier(
            CircuitBreaker.of("time", window(SlidingWindowType.TIME_BASED)), Peers::answer);
    private final Supplier<Integer> retried = Retry.decorateSupplier(retry(), counted);
    private final Supplier<Integer> rejected = CircuitBreaker.decorateSupplier(rejecting, Peers::answer);

    private final ExecutorService threads = Executors.newCachedThreadPool(DAEMONS);
    private final ScheduledExecutorService timers = timers();
    private final TimeLimiter limiter = TimeLimiter.of(LIMIT);
    private final Callable<Integer> limited = Retry.decorateCallable(
            retry(),
            CircuitBreaker.decorateCallable(
                    CircuitBreaker.of("limited", window(SlidingWindowType.COUNT_BASED)),
                    TimeLimiter.decorateFutureSupplier(limiter, () -> threads.submit(Peers::answer))));
    private final Supplier<CompletionStage<Integer>> limitedStage = Retry.decorateCompletionStage(
            retry(),
            timers,
            CircuitBreaker.decorateCompletionStage(
                    CircuitBreaker.of("stage", window(SlidingWindowType.COUNT_BASED)),
                    TimeLimiter.decorateCompletionStage(
                            limiter, timers, () -> CompletableFuture.completedFuture(answer()))));

    private final RetryPolicy<Integer> failsafeRetry = RetryPolicy.<Integer>builder()
            .withMaxRetries(3)
            .handle(IOException.class)
            .withBackoff(Duration.ofSeconds(1), Duration.ofSeconds(30))
            .build();
    private final dev.failsafe.CircuitBreaker<Integer> failsafeBreaker = dev.failsafe.CircuitBreaker.<Integer>builder()
            .withFailureThreshold(5)
            .withDelay(Duration.ofSeconds(60))
            .build();
    private final FailsafeExecutor<Integer> failsafe = Failsafe.with(failsafeRetry, failsafeBreaker);
    private final FailsafeExecutor<Integer> failsafeLimited = Failsafe.with(
            failsafeRetry,
            failsafeBreaker,
            Timeout.<Integer>builder(LIMIT).withInterrupt().build());
    private final dev.failsafe.CircuitBreaker<Integer> failsafeOpen = dev.failsafe.CircuitBreaker.<Integer>builder()
            .withDelay(Duration.ofDays(1))
            .build();
    private final FailsafeExecutor<Integer> failsafeRejecting = Failsafe.with(failsafeOpen);

    private final Guard guard = guard().build();
    private final Guard guardLimited = guard().withTimeout()
            .duration(LIMIT.toSeconds(), ChronoUnit.SECONDS)
            .done()
            .build();
    private final Callable<Integer> answer = Peers::answer;

    public Peers() {
        failsafeOpen.open();
        DegradeRule rule = new DegradeRule(RESOURCE)
                .setGrade(RuleConstant.DEGRADE_GRADE_EXCEPTION_COUNT)
                .setCount(4)
                .setMinRequestAmount(5)
                .setStatIntervalMs(30_000)
                .setTimeWindow(60);
        DegradeRuleManager.setRulesForResource(RESOURCE, Set.of(rule));
    }

    /** A timer that is taken back leaves its queue, else it would grow by each call. */
    private static ScheduledExecutorService timers() {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, DAEMONS);
        timers.setRemoveOnCancelPolicy(true);
        return timers;
    }

    private static Guard.Builder guard() {
        return Guard.create()
                .withCircuitBreaker()
                .requestVolumeThreshold(100)
                .failureRatio(0.5)
                .delay(60, ChronoUnit.SECONDS)
                .done()
                .withRetry()
                .maxRetries(3)
                .retryOn(IOException.class)
                .delay(1, ChronoUnit.SECONDS)
                .done();
    }

    private static CircuitBreakerConfig window(SlidingWindowType type) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(type)
                .slidingWindowSize(type == SlidingWindowType.COUNT_BASED ? 100 : 30)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(60))
                .build();
    }

    private static Retry retry() {
        return Retry.of(
                "retry",
                RetryConfig.custom()
                        .maxAttempts(4)
                        .waitDuration(Duration.ofSeconds(1))
                        .retryExceptions(IOException.class)
                        .build());
    }

    private static CircuitBreaker rejecting() {
        CircuitBreaker breaker = CircuitBreaker.of(
                "open",
                CircuitBreakerConfig.custom().writableStackTraceEnabled(false).build());
        breaker.transitionToForcedOpenState();
        return breaker;
    }

    private static Integer answer() {
        return OK;
    }

    @Benchmark
    public Integer resilience4jBreaker() {
        return counted.get();
    }

    @Benchmark
    public Integer resilience4jBreakerTimeWindow() {
        return timed.get();
    }

    @Benchmark
    public Integer resilience4jBreakerRetry() {
        return retried.get();
    }

    @Benchmark
    public Integer resilience4jBreakerRetryTimeLimiter() throws Exception {
        return limited.call();
    }

    @Benchmark
    public Integer resilience4jBreakerRetryTimeLimiterStage() {
        return limitedStage.get().toCompletableFuture().join();
    }

    @Benchmark
    public Object resilience4jRejection() {
        try {
            return rejected.get();
        } catch (CallNotPermittedException rejection) {
            return rejection;
        }
    }

    @Benchmark
    public Integer failsafeBreakerRetry() {
        return failsafe.get(Peers::answer);
    }

    @Benchmark
    public Integer failsafeBreakerRetryTimeout() {
        return failsafeLimited.get(Peers::answer);
    }

    @Benchmark
    public Object failsafeRejection() {
        try {
            return failsafeRejecting.get(Peers::answer);
        } catch (CircuitBreakerOpenException rejection) {
            return rejection;
        }
    }

    @Benchmark
    public Integer smallryeBreakerRetry() throws Exception {
        return guard.call(answer, Integer.class);
    }

    @Benchmark
    public Integer smallryeBreakerRetryTimeout() throws Exception {
        return guardLimited.call(answer, Integer.class);
    }

    @Benchmark
    public Integer sentinelBreaker() throws BlockException {
        Entry entry = SphU.entry(RESOURCE);
        try {
            return answer();
        } finally {
            entry.exit();
        }
    }
}
