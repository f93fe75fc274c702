package io.resil.conformance;

import io.resil.agent.breaker.BreakerPolicy;
import io.resil.agent.breaker.BreakerSettings;
import io.resil.agent.breaker.CircuitBreaker;
import io.resil.agent.breaker.Grant;
import io.resil.agent.breaker.StatusJudge;
import io.resil.agent.call.CallListener;
import io.resil.agent.call.Chain;
import io.resil.agent.call.HttpCall;
import io.resil.agent.call.StatusSet;
import io.resil.agent.call.Ticker;
import io.resil.agent.call.Verdict;
import io.resil.agent.retry.Retry;
import io.resil.agent.retry.RetrySettings;
import io.resil.agent.timeout.Limit;
import io.resil.conformance.BreakerNeeds.ClockKind;
import io.resil.conformance.CallerNeeds.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The agent's own policies, in virtual time. */
final class ResilSubject implements Subject {

    private static final Duration RECOVERY = Duration.ofSeconds(60);
    private static final Duration PROBE_TIME = Duration.ofSeconds(30);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final StatusSet SERVER_ERRORS = StatusSet.NONE.withRange(500, 599);
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY");
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "QUERY", "PUT", "DELETE");

    @Override
    public String name() {
        return "resil";
    }

    @Override
    public OwnBreaker breaker(BreakerNeeds needs) {
        // it opens just before the clock overflows, and is due after
        boolean wraps = needs.clock() == ClockKind.WRAPPING;
        VirtualClock clock = new VirtualClock(wraps ? Long.MAX_VALUE - RECOVERY.toNanos() / 2 : -1);
        BreakerSettings settings =
                new BreakerSettings(needs.threshold(), RECOVERY.toNanos(), PROBE_TIME.toNanos(), SERVER_ERRORS);
        return new OwnBreaker(new CircuitBreaker(settings, transition -> {}, clock::nanos, clock::millis), clock);
    }

    @Override
    public Caller caller(CallerNeeds needs) {
        OwnBreaker breaker = breaker(BreakerNeeds.opensAfter(needs.threshold()));
        Retry retry = new Retry(
                settings(backoff(needs.backoff()), needs.hasDeadline() ? 2 : 1),
                needs.hasDeadline() ? Limit.configured(DEADLINE.toNanos()) : Limit.NONE,
                breaker.clock::nanos,
                () -> 0.5,
                new CallListener() {});
        Chain chain = new Chain(
                List.of(retry, new BreakerPolicy(breaker.breaker, "service", "Service", breaker.clock::nanos)),
                new StatusJudge(SERVER_ERRORS),
                new CallListener() {},
                breaker.clock::nanos);
        return new OwnCaller(chain, breaker, needs.backoff() == Backoff.ENDLESS);
    }

    private static Duration backoff(Backoff backoff) {
        return switch (backoff) {
            case SHORT -> Duration.ofSeconds(1);
            case BEYOND_RECOVERY -> RECOVERY.plusSeconds(1);
            case BEYOND_DEADLINE -> DEADLINE.dividedBy(2).plusSeconds(5);
            case ENDLESS -> Duration.ofHours(1);
        };
    }

    private static RetrySettings settings(Duration backoff, int multiplier) {
        return new RetrySettings(
                CallerNeeds.MAX_RETRIES,
                backoff.toNanos(),
                multiplier,
                Duration.ofDays(1).toNanos(),
                0,
                StatusSet.of(429, 502, 503, 504),
                IDEMPOTENT,
                SAFE,
                false,
                0,
                50);
    }

    static final class OwnBreaker implements Breaker {

        private final CircuitBreaker breaker;
        private final VirtualClock clock;

        OwnBreaker(CircuitBreaker breaker, VirtualClock clock) {
            this.breaker = breaker;
            this.clock = clock;
        }

        @Override
        public @Nullable Passage tryPass() {
            return breaker.tryAcquire() instanceof Grant grant ? new OwnPassage(breaker, grant) : null;
        }

        @Override
        public BreakerState state() {
            return BreakerState.valueOf(breaker.snapshot().state.name());
        }

        @Override
        public void passRecoveryTime() {
            clock.pass(RECOVERY);
        }

        @Override
        public void passProbeTime() {
            clock.pass(PROBE_TIME);
        }

        @Override
        public void forceOpen() {
            breaker.forceOpen();
        }

        @Override
        public void forceClosed() {
            breaker.forceClosed();
        }

        @Override
        public void stepWallClockBack() {
            clock.putWallBack(Duration.ofHours(1));
        }
    }

    private record OwnPassage(CircuitBreaker breaker, Grant grant) implements Passage {

        @Override
        public void succeed() {
            breaker.record(grant, Verdict.SUCCESS, "");
        }

        @Override
        public void fail() {
            breaker.record(grant, Verdict.FAILURE, "refused");
        }

        @Override
        public void endNeutrally() {
            breaker.record(grant, Verdict.NEUTRAL, "");
        }
    }

    /** @param real whether it waits on its thread; else in the time of its clock */
    private record OwnCaller(Chain chain, OwnBreaker breaker, boolean real) implements Caller {

        @Override
        public CallResult call(Script script) {
            HttpCall call = real
                    ? new ScriptedBlockingCall(script, Ticker.SYSTEM)
                    : new ScriptedCall(script, wait -> breaker.clock.pass(Duration.ofNanos(wait)));
            long begun = breaker.clock.nanos();
            chain.run(call);
            boolean late = breaker.clock.nanos() - begun >= DEADLINE.toNanos();
            return new CallResult(call.attempt().status(), call.attempt().failure(), late);
        }
    }
}
